"""The import contract "leaves": units of one folder share parts, but do not know each other."""

from collections.abc import Iterator

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class LeavesContract(Contract):
    """No unit of a folder is imported from beside it.

    A unit is a module or a folder whose name starts with no underscore; what units share starts with one.
    A folder that is itself in `folders` is open to those who look for the units in it.
    Import-linter's own `independence` knows no such names: it would need a list of every shared part.
    """

    type_name = "leaves"
    folders = fields.ListField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Broken by every import that reaches a unit from beside it."""
        folders: list[str] = self.folders  # type: ignore[assignment]  # import-linter parses the field
        crossings = [c for folder in folders for c in crossings_in(graph, folder) if c[1] not in folders]
        return ContractCheck(kept=not crossings, metadata={"crossings": crossings})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Name each import, and the way out."""
        for importer, imported in check.metadata["crossings"]:
            output.print_error(f"{importer} imports {imported}, a unit of the same folder.")
        output.print("Move what both need one floor down, or into a module whose name starts with an underscore.")


def crossings_in(graph: ImportGraph, folder: str) -> Iterator[tuple[str, str]]:
    """The imports from one child of a folder to a unit beside it, as pairs of module names."""
    for importer in sorted(graph.find_descendants(folder)):
        for imported in sorted(graph.find_modules_directly_imported_by(importer)):
            if imported.startswith(f"{folder}."):
                child = imported.split(".")[folder.count(".") + 1]
                if child != importer.split(".")[folder.count(".") + 1] and not child.startswith("_"):
                    yield importer, imported
