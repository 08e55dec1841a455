"""`python -m benchmarks` runs every benchmark, `python -m benchmarks slider design` runs those two."""

import argparse
import importlib
import pkgutil

import benchmarks


def main() -> None:
    """Run the benchmarks asked for and print a table of each."""
    found = sorted(m.name for m in pkgutil.iter_modules(benchmarks.__path__))
    names = [name for name in found if not name.startswith("_") and not name.endswith("_app")]
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=main.__doc__)
    parser.add_argument("name", nargs="*", help=", ".join(names))
    asked = parser.parse_args().name
    if unknown := sorted({*asked} - {*names}):
        parser.error(f"there is no benchmark {', '.join(unknown)}; there are {', '.join(names)}")
    for name in asked or names:
        module = importlib.import_module(f"benchmarks.{name}")
        print(f"\n{name}: {(module.__doc__ or '').splitlines()[0]}", flush=True)
        print(benchmarks.table(module.run()), flush=True)


if __name__ == "__main__":
    main()
