"""Planning with proof: CP-SAT models of OR-tools, the only place that knows it, and the child process they run in.

`answers` is the door: it staffs, promises and repairs in a child process with a memory limit, and falls back on the
quick rules of `agent.domain.planning` when the child does not answer. `cpsat` sets how a model is solved, `days` is
the model of work by day, `soonest` and `moves` ask it and the model of moves their questions.
"""
