"""What the operating system refused, in the reader's words: the only place where its codes become sentences."""

_TROUBLES: dict[str, tuple[str, str]] = {
    "EACCES": ("l'accès est refusé", "access is denied"),
    "EAGAIN": ("un autre programme tient le verrou", "another program holds the lock"),
    "EBADF": ("le flux est fermé", "the stream is closed"),
    "EBUSY": ("un autre programme s'en sert", "another program is using it"),
    "EDEADLK": ("un autre programme tient le verrou", "another program holds the lock"),
    "EDQUOT": ("votre part du disque est pleine", "your share of the disk is full"),
    "EEXIST": ("ce nom est déjà pris", "the name is taken"),
    "EFBIG": ("le fichier deviendrait trop gros", "the file would become too large"),
    "EINVAL": ("ce disque ou ce nom ne s'y prête pas", "this disk or this name does not allow it"),
    "EIO": ("le disque signale une panne", "the disk reports a fault"),
    "EISDIR": ("c'est un dossier", "it is a folder"),
    "ELOOP": ("des liens tournent en rond", "links go round in a circle"),
    "EMFILE": ("trop de fichiers sont ouverts", "too many files are open"),
    "ENAMETOOLONG": ("le nom est trop long", "the name is too long"),
    "ENFILE": ("trop de fichiers sont ouverts", "too many files are open"),
    "ENODEV": ("l'appareil n'est pas là", "the device is not there"),
    "ENOENT": ("ce fichier ou ce dossier n'existe pas", "there is no such file or folder"),
    "ENOLCK": ("ce disque n'a plus de verrous", "the disk has no locks left"),
    "ENOMEM": ("la mémoire manque", "memory is short"),
    "ENOSPC": ("le disque est plein", "the disk is full"),
    "ENOTCONN": ("le disque du réseau ne répond pas", "the network disk does not answer"),
    "ENOTDIR": ("une partie du chemin n'est pas un dossier", "a part of the path is no folder"),
    "ENOTSUP": ("ce disque ne sait pas le faire", "the disk cannot do that"),
    "ENXIO": ("l'appareil n'est pas là", "the device is not there"),
    "EOPNOTSUPP": ("ce disque ne sait pas le faire", "the disk cannot do that"),
    "EPERM": ("ce n'est pas permis", "it is not allowed"),
    "EROFS": ("le disque est en lecture seule", "the disk is read-only"),
    "ESTALE": ("le disque du réseau ne répond pas", "the network disk does not answer"),
    "ETIMEDOUT": ("le disque du réseau ne répond pas", "the network disk does not answer"),
    "ETXTBSY": ("un autre programme s'en sert", "another program is using it"),
    "ValueError": ("ce nom n'est pas valable", "the name is not valid"),
    "UnicodeEncodeError": ("ce nom n'est pas valable", "the name is not valid"),
    "RuntimeError": ("des liens tournent en rond", "links go round in a circle"),
    "gzip": ("la compression est abîmée", "the compressed data are damaged"),
    "no events": ("il n'y a aucun événement dedans", "there is no event in it"),
    "newer": ("une version plus récente du programme l'a écrit", "a newer version of the program wrote it"),
}


def french(code: str) -> str:
    """`le disque est plein (ENOSPC)`; anything else as it stands."""
    return said(code, "fr")


def english(code: str) -> str:
    """`the disk is full (ENOSPC)`; anything else as it stands."""
    return said(code, "en")


def said(code: str, language: str) -> str:
    """One or the other."""
    if code not in _TROUBLES:
        return code
    words = _TROUBLES[code][language != "fr"]
    return f"{words} ({code})" if code.startswith("E") else words
