"""Counts of findings for lists of tables."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("projects", "0005_twins")]

    operations = [
        migrations.CreateModel(
            name="TableCheck",
            fields=[
                (
                    "project",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="check_counts",
                        serialize=False,
                        to="projects.project",
                        verbose_name="项目",
                    ),
                ),
                ("lock_version", models.PositiveIntegerField(verbose_name="版本号")),
                ("edition", models.CharField(max_length=64, verbose_name="规则版本")),
                ("errors", models.PositiveIntegerField(verbose_name="错误")),
                ("warnings", models.PositiveIntegerField(verbose_name="警告")),
                ("hints", models.PositiveIntegerField(verbose_name="提示")),
                ("score", models.PositiveSmallIntegerField(verbose_name="质量分")),
            ],
            options={"verbose_name": "检查结果", "verbose_name_plural": "检查结果"},
        ),
    ]
