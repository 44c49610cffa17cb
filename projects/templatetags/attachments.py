"""The attachments of a project, for the pages that show its table."""

from django import template

register = template.Library()


@register.inclusion_tag("projects/_attachments.html")
def attachments(project):
    """Show the list of what is attached to the project: one query."""
    return {"project": project, "attachments": project.attachments.filter(removed_at=None)}
