"""`make bench`: speed, growth and quality, beside the five-line LlamaIndex starter in the same run.

make bench                                          everything; the public sets by a sample
make bench ARGS="speed --files 200"                 indexing and answering, on so many files
make bench ARGS="growth --sizes 1000 10000"         with so many passages
make bench ARGS="quality --sets xquad --sample 100" so many questions of a public set; --sample 0 asks all
make bench ARGS="quality --vectors FOLDER"          keeps the vectors of the sets there for later runs
"""

import argparse
from pathlib import Path

from rich.console import Console

from tests.bench import growth, quality, speed

FILES = 1000
SAMPLE = 400
"""Questions of each set: those of TimeQA and XQuAD are about 1,200 each."""


def main() -> None:
    """Read the command line, and measure."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", nargs="*", metavar="speed|growth|quality", default=["speed", "growth", "quality"])
    parser.add_argument("--files", type=int, default=FILES)
    parser.add_argument("--sizes", type=int, nargs="+", default=growth.SIZES)
    parser.add_argument("--sets", nargs="+", choices=quality.SETS, default=list(quality.SETS))
    parser.add_argument("--sample", type=int, default=SAMPLE)
    parser.add_argument("--vectors", type=Path)
    chosen = parser.parse_args()
    console = Console()
    if "speed" in chosen.what:
        speed.main(chosen.files, console)
    if "growth" in chosen.what:
        growth.main(chosen.sizes, console)
    if "quality" in chosen.what:
        quality.main(chosen.sets, chosen.sample or None, console, chosen.vectors)


if __name__ == "__main__":
    main()
