"""How fast the program is, beside `python -c pass`: `python -m tests.benchmarks [--quick] [--json FILE]`."""
