"""Chance out of a seed: the same on every machine and in every process. `random` would cost every start its import."""


def permutation(count: int, key: str) -> tuple[int, ...]:
    """An order of 0 … count-1 that the key decides: Fisher-Yates over a stream of 64-bit numbers (splitmix64)."""
    order = list(range(count))
    state = hashed(key)
    for i in range(count - 1, 0, -1):
        state = (state + 0x9E3779B97F4A7C15) % 2**64
        j = mixed(state) % (i + 1)
        order[i], order[j] = order[j], order[i]
    return tuple(order)


def uniform(state: int) -> float:
    """A number in [0, 1) that the whole number decides."""
    return mixed((state + 1) * 0x9E3779B97F4A7C15 % 2**64) / 2**64


def hashed(key: str) -> int:
    """FNV-1a of the UTF-8 bytes, mixed: the same on every machine and in every process, unlike `hash`."""
    state = 0xCBF29CE484222325
    for byte in key.encode("utf-8", "surrogatepass"):
        state = (state ^ byte) * 0x100000001B3 % 2**64
    return mixed(state)


def mixed(state: int) -> int:
    """Spread 64 bits over 64 bits, one to one (the end of splitmix64)."""
    state = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9 % 2**64
    state = (state ^ (state >> 27)) * 0x94D049BB133111EB % 2**64
    return state ^ (state >> 31)
