"""The processes: a broker that carries nudges, thin actors, the schedule, and the loops that end at SIGTERM."""
