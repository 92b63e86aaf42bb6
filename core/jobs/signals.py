from django.dispatch import Signal

worker_started = Signal()
"""Sent in each process that will run jobs, before the first: the time to warm up."""
