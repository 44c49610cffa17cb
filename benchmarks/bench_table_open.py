"""Opening a table: server CPU of the editor's page and of what its script asks for, against reading the table alone."""

from django.core.management import call_command
from django.test import Client

from benchmarks.bench_cell_save import make_table, people_and_unit, query_count
from benchmarks.measure import cpu_medians
from projects.mapping import goal_table_of

TIMES = 10
AIM_MS = 5


def repeated(case):
    return lambda: [case() for _ in range(TIMES)]


def main() -> None:
    call_command("collectstatic", interactive=False, verbosity=0)
    author, unit, year = people_and_unit()
    window = Client()
    window.force_login(author)
    for rows in (12, 250):
        project = make_table(f"{rows}行", rows, unit, year)
        edit, cells = f"/projects/{project.pk}/edit/", f"/projects/{project.pk}/cells/"
        cases = {
            "table alone": lambda project=project: goal_table_of(project),
            "editor": lambda edit=edit: window.get(edit),
            "whole state": lambda cells=cells: window.get(cells),
            "no news": lambda cells=cells: window.get(f"{cells}?seen=0"),
        }
        seconds = cpu_medians({name: repeated(case) for name, case in cases.items()})
        for name, case in cases.items():
            ms = seconds[name] / TIMES * 1000
            print(f"{rows} rows, {name}: {ms:.1f} ms CPU, {query_count(case)} queries")
        beyond = (seconds["editor"] - seconds["table alone"]) / TIMES * 1000
        print(
            f"{rows} rows: {beyond:.1f} ms CPU of the editor beyond its table (aim <= {AIM_MS} with 12 rows)"
        )


if __name__ == "__main__":
    main()
