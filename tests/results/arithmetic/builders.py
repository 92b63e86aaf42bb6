"""Criteria and tallies in one line, for examples."""

from decimal import Decimal

from campaigns.enums import CombinationRule, Operator
from results.arithmetic.criteria import CriterionRule
from results.arithmetic.tally import VALUED, Tally

AT_LEAST, AT_MOST = Operator.AT_LEAST, Operator.AT_MOST
EQUAL, ABOVE = Operator.EQUAL, Operator.ABOVE
ADDS, LATEST, ONCE = CombinationRule.ADDS, CombinationRule.LATEST, CombinationRule.ONCE


def rule(operator, threshold, **more):
    more = {"part_rule": ADDS, "whole_rule": ONCE} | more
    return CriterionRule(operator=operator, threshold=Decimal(threshold), **more)


def ratio(part, whole, coverage=VALUED):
    return Tally(part=Decimal(part), whole=Decimal(whole), coverage=coverage)


def count(number, coverage=VALUED):
    return Tally(part=Decimal(number), coverage=coverage)


def graded(*grades, coverage=VALUED):
    columns = [Decimal(grade) for grade in grades]
    return Tally(grades=(*columns, *[Decimal(0)] * (6 - len(columns))), coverage=coverage)
