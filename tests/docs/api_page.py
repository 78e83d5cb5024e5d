"""The page of the handbook that lists the routes of every API, from their own description."""

from config.api_pages import APIS, VERSION
from config.openapi import description, operations


def page() -> str:
    """One table for each kind of host."""
    lines: list[str] = []
    for kind, api in APIS.items():
        made = description(api.urlconf, api.title, api.says, VERSION)
        lines += [f"## {api.title} ({kind})", ""]
        lines += ["| route | what it does | what is sent |", "| --- | --- | --- |"]
        for each in operations(made):
            asked = [f"`{one['name']}`" for one in each.get("parameters", [])]
            asked += [f"`{name}`" for name, _ in each["fields"]]
            cells = (f"`{each['method']} {each['path']}`", each["summary"], ", ".join(asked) or "–")
            lines.append(f"| {' | '.join(cells)} |")
        lines.append("")
    return "\n".join(lines)
