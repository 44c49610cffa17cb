"""Addresses of the list, the tables and the imports."""

from django.urls import path

from projects.views import drafts, files, imports, readings, table_editor, table_list, table_page

app_name = "projects"
urlpatterns = [
    path("", table_list.project_list, name="list"),
    path("new/", table_page.create, name="create"),
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
    path("<int:pk>/<slug:file_format>/", files.download, name="download"),
]
