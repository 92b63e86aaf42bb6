"""Handing a campaign on: the choice with its effect, then the act that is agreed to."""

from campaigns.domain.transfer import (
    TransferEffect,
    effect_of_transfer,
    receivers_for,
    transfer_campaign,
)
from campaigns.forms.transfer import TransferAgreementForm, TransferForm
from campaigns.models import Campaign
from campaigns.views.base import CampaignPage
from units.views.reorganisation import Reorganisation


class Transfer(CampaignPage, Reorganisation):
    permission = "campaigns.transfer_campaign"
    template = "campaigns/campaign_transfer.html"
    title = "Chuyển giao quản lý phong trào"
    label = "Chuyển giao"
    done = "Đã chuyển giao quản lý phong trào."
    agreement_class = TransferAgreementForm

    def choice(self, data):
        return TransferForm(data, offered=receivers_for(self.object, by=self.request.user))

    def effect(self, chosen) -> TransferEffect:
        return effect_of_transfer(self.object, **chosen, by=self.request.user)

    def act(self, chosen, given) -> Campaign:
        return transfer_campaign(self.object, **chosen, **given, by=self.request.user)

    def answer(self, context: dict, status: int):
        return self.render_page(self.template, status=status, **context)
