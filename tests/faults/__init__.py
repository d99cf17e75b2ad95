"""Faults injected from outside: kills, full disks, damaged files, crowds. The learner must not lose an answer that was acknowledged."""
