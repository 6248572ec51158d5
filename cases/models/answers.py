"""Questions that stayed without an answer, and why: four reasons that must not be taken for one another."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.enums import MissingReason, Question
from cases.models.base import PublicIdModel, Stamped, tracked
from cases.models.people import Person


class MissingAnswerQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Missing answers about the persons whose records the user's office keeps."""
        return self.filter(person__in=Person.objects.visible_to(user))


@tracked()
class MissingAnswer(PublicIdModel, Stamped):
    """Why something is not known of a person. The row goes when the answer comes; its history stays."""

    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="missing_answers", verbose_name=_("person")
    )
    question = models.CharField(_("question"), max_length=16, choices=Question)
    reason = models.CharField(_("why there is no answer"), max_length=12, choices=MissingReason)

    objects = MissingAnswerQuerySet.as_manager()

    class Meta:
        verbose_name = _("missing answer")
        verbose_name_plural = _("missing answers")
        constraints = [
            models.UniqueConstraint(
                name="missing_answer_once_a_question",
                fields=["person", "question"],
                violation_error_message=_("Why this is not known is already recorded."),
            )
        ]

    def __str__(self):
        return self.get_question_display()
