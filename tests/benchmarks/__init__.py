"""How fast the program is: `python -m tests.benchmarks [PART…] [--quick] [--anki PYTHON] [--json FILE] [--readme]`."""
