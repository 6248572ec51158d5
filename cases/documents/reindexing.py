"""A new key for the index of paper numbers: every number is opened once and found by the new key from then on."""

from django.db import transaction

from cases.documents.numbers import settle_number
from cases.models import Document, IndexSecret
from cases.vault.numbers import new_index_secret

BATCH = 500


def reindex(*, progress=lambda done, total: None):
    """Bring in a new key of the index and drop the older ones; returns how many papers have an index now.

    Batch by batch. Until the last one the older key finds what is not done yet; one that was broken off is gone on with
    under the same new key. No history is written: no number has changed.
    """
    if IndexSecret.objects.count() < 2:
        new_index_secret()
    newest = IndexSecret.objects.latest("pk")
    papers = Document.objects.filter(sealed_number__isnull=False)
    total, done, last = papers.count(), 0, 0
    while batch := _reindex_batch(papers.filter(pk__gt=last)):
        last, done = batch[-1], done + len(batch)
        progress(done, total)
    IndexSecret.objects.exclude(pk=newest.pk).delete()
    return papers.filter(number_index__isnull=False).count()


def _reindex_batch(papers):
    with transaction.atomic():
        batch = list(papers.select_for_update(of=("self",)).select_related("person").order_by("pk")[:BATCH])
        for paper in batch:
            settle_number(paper)
        Document.objects.bulk_update(batch, ["number_index"])
    return [paper.pk for paper in batch]
