"""Scheduling to the day: tasks on people's free minutes, list by list, without ever overloading anyone.

`problem` compiles people and tasks into numbers, `agenda` holds what is free, `filling` lays one task on people,
`greedy` makes a first plan, `search` betters it, `result` turns it into a `Plan` with its reasons.
"""
