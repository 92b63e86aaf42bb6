"""What happens in rooms below and touches submissions."""

from django.dispatch import receiver

from campaigns.signals import management_passed, management_passing, papers_asked
from documents.signals import addressees_asked, document_issued
from results.domain.handover import foreseen, pass_reviews
from results.domain.letters import letters_among, units_listed
from results.domain.reminders import remind_by_letter


@receiver(management_passing)
def tell_what_passes(sender, campaign, to, effective_on, **kwargs) -> list[str]:
    return foreseen(campaign, to=to, effective_on=effective_on)


@receiver(management_passed)
def pass_what_is_open(sender, campaign, former, to, effective_on, **kwargs) -> None:
    pass_reviews(campaign, former=former, to=to, effective_on=effective_on)


@receiver(papers_asked)
def propose_letters(sender, campaign, documents, **kwargs) -> list:
    return letters_among(documents, campaign)


@receiver(addressees_asked)
def name_listed_units(sender, document, **kwargs) -> dict[str, list[str]]:
    return units_listed(document)


@receiver(document_issued)
def remind_those_asked(sender, document, by, **kwargs) -> None:
    remind_by_letter(document, by=by)
