"""The one import contract that import-linter does not bring along."""

from typing import override

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, output

REPOSITORIES = "app.repositories"
SERVICES = "app.services"


class OwnServiceContract(Contract):
    """A repository is imported by the service of its own name, and by nobody else.

    import-linter's `protected` contract says the same for one module at a time; this one covers a
    new module on the day that it is made. Modules that stand below all repositories have no
    service of their own: `base` and what it is made of.
    """

    shared = frozenset({"base"})

    @override
    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        trespasses = sorted(
            (importer, repository)
            for repository in graph.find_descendants(REPOSITORIES)
            for importer in graph.find_modules_that_directly_import(repository)
            if not self._may_import(importer, repository)
        )
        return ContractCheck(kept=not trespasses, metadata={"trespasses": trespasses})

    @override
    def render_broken_contract(self, check: ContractCheck) -> None:
        for importer, repository in check.metadata["trespasses"]:
            own = repository.removeprefix(f"{REPOSITORIES}.").split(".")[0]
            output.print_error(
                f"- {importer} imports {repository}: ask {SERVICES}.{own} instead.",
                bold=False,
            )

    def _may_import(self, importer: str, repository: str) -> bool:
        name = repository.removeprefix(f"{REPOSITORIES}.").split(".")[0]
        rooms = [f"{REPOSITORIES}.{name}", f"{SERVICES}.{name}"]
        if name in self.shared:
            rooms = [REPOSITORIES, SERVICES]
        return any(importer == room or importer.startswith(f"{room}.") for room in rooms)
