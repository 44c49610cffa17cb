"""Addresses of the list, the tables and the imports."""

from django.urls import path

from projects.views import (
    citations,
    copying,
    drafts,
    files,
    help,
    imports,
    readings,
    table_editor,
    table_list,
    table_page,
    twins,
)

app_name = "projects"
urlpatterns = [
    path("", table_list.project_list, name="list"),
    path("new/", table_page.create, name="create"),
    path("new/beginnings/", table_page.beginnings, name="beginnings"),
    path("citations/", citations.citation_list, name="citations"),
    path("citations/<int:pk>/", citations.citation_edit, name="citation_edit"),
    path("citations/<int:pk>/retire/", citations.citation_retire, name="citation_retire"),
    path("citations/<int:pk>/reinstate/", citations.citation_reinstate, name="citation_reinstate"),
    path("export/", files.export, name="export"),
    path("layouts.css", table_page.layout_styles, name="layout_styles"),
    path("import/", imports.upload, name="import"),
    path("import/<int:pk>/", imports.import_detail, name="import_detail"),
    path("import/<int:pk>/accept/", imports.accept, name="import_accept"),
    path("import/<int:pk>/undo/", imports.undo, name="import_undo"),
    path("import/<int:pk>/discard/", imports.discard, name="import_discard"),
    path("<int:pk>/", table_page.project_detail, name="detail"),
    path("<int:pk>/edit/", table_editor.edit, name="edit"),
    path("<int:pk>/delete/", drafts.delete, name="delete"),
    path("deleted/<int:pk>/", drafts.restore, name="restore"),
    path("<int:pk>/reading/", readings.cell_reading, name="reading"),
    path("<int:pk>/help/", help.help_pane, name="help"),
    path("<int:pk>/help/citation/", citations.add_citation, name="add_citation"),
    path("<int:pk>/library/", help.library, name="library"),
    path("<int:pk>/carried/", help.carried, name="carried"),
    path("<int:pk>/carry/", help.carry, name="carry"),
    path("<int:pk>/copy/", copying.copy_rows, name="copy_rows"),
    path("twins/", twins.twin_list, name="twin_list"),
    path("<int:pk>/twins/", twins.twins, name="twins"),
    path("<int:pk>/<slug:file_format>/", files.download, name="download"),
]
