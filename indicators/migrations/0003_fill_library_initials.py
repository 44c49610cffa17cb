"""The initials of the indicators that are in the library already."""

from django.db import migrations

from indicators.pinyin import initials_of


def fill(apps, schema_editor):
    library = apps.get_model("indicators", "LibraryIndicator")
    for indicator in library.objects.iterator():
        indicator.initials = initials_of(indicator.name, indicator.domain)
        indicator.save(update_fields=["initials"])


class Migration(migrations.Migration):
    dependencies = [("indicators", "0002_library_initials")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
