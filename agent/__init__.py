"""The running agent: mail in, facts with their places, a change with its cause, letters and documents out.

    what comes in                       who does it
    ----------------------------------  ------------------------------------------------------------
    a mail in the shared inbox          inbox/watcher keeps its bytes, services/mail/sort names it
    its sender                          inbox/identity judges, and nothing else does
    a signed SOW                        services/planning/intake, opening
    an unsigned one, a file nobody      services/planning/intake answers what is missing
    can read
    `ok`, `1: 12 Jan`, `undo`           services/quality/release, services/planning/answers
    a bounce                            services/mail/bounced
    what no rule takes                  services/control/waiting tells the admin

    what goes out                       who does it
    ----------------------------------  ------------------------------------------------------------
    every letter                        services/post puts it in the ledger, in the transaction it speaks of
    sending, once                       worker/sending drives outbox/delivery
    filing the mail                     inbox/watcher, after the commit

    what is true                        where
    ----------------------------------  ------------------------------------------------------------
    capacity, plans, promises, repairs  domain/planning; planner/ proves them with CP-SAT in a child process
    all state                           store/: one transaction, one cause (store/unit_of_work)
    the schedule, on one page           worker/routines
    what is built from what             bootstrap

Imports point down: cli, demo, worker, bootstrap, services, planner, inbox and reading, store, domain, clock and errors.
"""
