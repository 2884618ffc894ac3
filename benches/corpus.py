#!/usr/bin/env python3
"""Write a site of N postmortems, made from the sample site's by moving dates and changing words.

    benches/corpus.py OUT N [SAMPLES]

No two bodies or code blocks are the same, so that nothing is measured that a cache of equal parts would hide.
The same N gives the same files. Standard library only.
"""
import datetime
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
DATE = re.compile(r"\b(20\d\d)-(\d\d)-(\d\d)\b")


def moved(text, days):
    """Every ISO date of the text, moved by some days."""

    def move(match):
        date = datetime.date(*map(int, match.groups())) - datetime.timedelta(days)
        return date.isoformat()

    return DATE.sub(move, text)


def numbered(text, number):
    """Words that occur often get the number, so that paragraphs, code and titles differ from copy to copy."""
    return re.sub(r"\b(booking|payments?|certificates?|database|message|position|sailing|host)s?\b(?!:)", rf"\g<0>{number}", text)


def main():
    out, count = pathlib.Path(sys.argv[1]), int(sys.argv[2])
    samples = pathlib.Path(sys.argv[3]) if len(sys.argv) > 3 else HERE.parent / "content" / "postmortems"
    files = [f for f in sorted(samples.rglob("*.md")) if "status: draft" not in f.read_text()]
    target = out / "content" / "postmortems"
    target.mkdir(parents=True, exist_ok=True)
    (out / "site.yaml").write_text("title: A large archive\nbase_url: https://archive.example/\n")
    for number in range(count):
        source = files[number % len(files)]
        _, front, body = source.read_text().split("---\n", 2)
        # References to others and pictures are of the sample alone.
        front = "".join(line for line in front.splitlines(True) if not re.match(r"(related|recurrence_of|aliases):", line))
        body = re.sub(r"!?\[([^\]]*)\]\([^)]*\.(?:md|svg)\)", r"\1", body)
        copy = number // len(files)
        text = moved(f"---\n{front}---\n{numbered(body, copy) if copy else body}", copy % 3000)
        name = source.parent.name if source.stem == "index" else source.stem
        (target / f"{name}-{number}.md").write_text(text)


if __name__ == "__main__":
    main()
