"""Every sentence the program says, in French and English."""
