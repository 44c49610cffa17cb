from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("indicators", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="libraryindicator",
            name="initials",
            field=models.CharField(
                db_index=True, default="", editable=False, max_length=200, verbose_name="拼音首字母"
            ),
        ),
    ]
