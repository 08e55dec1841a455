"""Every other format and every picture in one ZIP, light and dark, with a note on how the files were made."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from design import Design
from diagrams import Theme

from . import Format, Look, formats
from ._command import command
from ._labels import flat
from ._picture import views

LABEL = "Everything (ZIP)"
SUFFIX = ".zip"
MIME = "application/zip"
SHELF = "All of it"

LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The first moment a ZIP can name: the same design gives the same bytes on every day."""
FOLDER = "pictures/"
"""Where all pictures but the plain architecture lie."""


def render(design: Design, theme: Theme = "light") -> bytes:
    """The archive. It holds both themes, so that it is the same in each.

    Raises ValueError with the format's name where one cannot be made.
    """
    files = list(_files(design))
    note = _note(design, {name: label for name, label, _ in files})
    archive = BytesIO()
    with ZipFile(archive, "w", ZIP_DEFLATED) as packed:
        for name, content in [("README.txt", note), *((name, content) for name, _, content in files)]:
            about = ZipInfo(name, LONG_AGO)
            about.compress_type, about.external_attr, about.create_system = ZIP_DEFLATED, 0o644 << 16, 3
            packed.writestr(about, content)
    return archive.getvalue()


def others() -> tuple[Format, ...]:
    """Every format of the folder but this one."""
    return tuple(form for form in formats().values() if form.suffix != SUFFIX)


def _files(design: Design) -> Iterator[tuple[str, str, bytes]]:
    """Each file's name, label and bytes: each picture and overlay of a format; a dark one only where it differs."""
    held, usual = views(design), {"": (Look().picture, Look().overlay)}
    for form in others():
        for about, (picture, overlay) in (held if "picture" in form.options else usual).items():
            look = Look(picture=picture, overlay=overlay)
            folder = "" if look == Look() else FOLDER
            label = f"{form.label}{about and f': {about}'}"
            dark_look = replace(look, theme="dark")
            light, dark = (_made(form, design, one) for one in (look, dark_look))
            yield f"{folder}{form.filename(design.case.slug, look)}", label, light
            if dark != light:
                yield f"{folder}{form.filename(design.case.slug, dark_look)}", f"{label}, dark", dark


def _made(form: Format, design: Design, look: Look) -> bytes:
    try:
        return form.made(design, look)
    except Exception as no:  # whatever it was, the reader learns which file is at fault
        raise ValueError(f"The ZIP cannot be made: {form.label} fails with {type(no).__name__}: {no}") from no


def _note(design: Design, labels: Mapping[str, str]) -> bytes:
    kept = len(design.outcomes) - len(design.broken)
    wide = max(map(len, labels))
    lines = [
        flat(design.case.title),
        "",
        f"This design keeps {kept} of {len(design.outcomes)} promises.",
        "All files were made from it at one time and say the same numbers. None asks the network for anything.",
        "",
        "Made by ML Casebook. Made again by:",
        f"  {command(design, 'zip')}",
        "",
        *(f"{name:<{wide}}  {label}" for name, label in labels.items()),
    ]
    return ("\n".join(lines) + "\n").encode()
