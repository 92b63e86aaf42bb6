import rules


@rules.predicate
def asked_for_it(user, job) -> bool:
    return job.requested_by_id == user.pk


rules.add_perm("jobs.view_job", asked_for_it)
