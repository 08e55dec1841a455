"""Pictures: what a design looks like from several sides, each with its words, to keep as SVG or PNG."""

from collections.abc import Callable
from functools import cache, partial

import streamlit as st

from design import Design
from diagrams import Draw, Picture, PictureKind, Theme, picture_kinds, png_file, svg_file

from .. import _drawing
from .._session import Page
from .._text import as_text

LABEL, ORDER, WORD = "Pictures", 2, "picture"
FILES: tuple[tuple[str, str, str, Callable[[Picture], bytes]], ...] = (
    ("SVG", ".svg", "image/svg+xml", svg_file),
    ("PNG", ".png", "image/png", png_file),
)


def show(page: Page) -> None:
    """One picture: its kind and, where a design has several such, which one are chosen above it."""
    slug, design = page.design.case.slug, page.design
    kinds = _kinds()
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        name = st.segmented_control(
            "Picture",
            list(kinds),
            default=next(iter(kinds)),
            required=True,
            format_func=lambda name: kinds[name].label,
            key=f"picture:{slug}",
        )
        kind = kinds[str(name)]
        ways = kind.ways(design, page.session.before)
        way = _chosen(slug, kind, list(ways))
    draw = ways[way]
    picture = draw(design, "page", f"picture-{kind.name}")
    _drawing.show(picture, f"{kind.label}: {way}", key=f"drawn:{slug}:{kind.name}:{way}")
    with st.container(horizontal=True, gap="small"):
        _files(slug, kind, draw, design)
    with st.expander("The picture in words", key=f"words:{slug}:{kind.name}"):
        st.markdown(as_text(picture.alt))


@cache
def _kinds() -> dict[str, PictureKind]:
    return {kind.name: kind for kind in picture_kinds()}


def _chosen(slug: str, kind: PictureKind, ways: list[str]) -> str:
    """Which of several pictures of one kind; the first where the one chosen before is not there any more."""
    if len(ways) == 1:
        return ways[0]
    key = f"way:{slug}:{kind.name}"
    if st.session_state.get(key) not in ways:
        st.session_state[key] = ways[0]
    return str(st.segmented_control("Which", ways, required=True, format_func=as_text, key=key))


def _files(slug: str, kind: PictureKind, draw: Draw, design: Design) -> None:
    """The picture as files, light or dark as the page is; made when asked for."""
    theme: Theme = "dark" if st.context.theme.type == "dark" else "light"
    for label, suffix, mime, file in FILES:
        st.download_button(
            f"Download {label}",
            data=partial(_file, file, draw, design, theme, kind.name),
            file_name=f"{slug}-{kind.name}{suffix}",
            mime=mime,
            on_click="ignore",
            icon=":material/download:",
            key=f"picture-file:{slug}:{kind.name}:{suffix}",
        )


def _file(file: Callable[[Picture], bytes], draw: Draw, design: Design, theme: Theme, name: str) -> bytes:
    return file(draw(design, theme, name))
