"""Sessions and seats by CP-SAT: one model of the whole, from the problem that `paratus-bench` writes.

usage: seats.py PROBLEM.json SECONDS STAFF
needs: pip install ortools; prints one row of the benchmark's table.

Variables by first half day: y[site, activity, start] sessions, x[group, step, start] people. Anyone who is in a step was through the
step before: of a group never more have begun a step than have ended the one before, so first come, first served gives everyone a
row of sessions. Trainers of one skill and site are alike here, and rooms of one site, so counts are enough. Two threads, and the
limit is of their processor time, so that what else the machine does counts for nothing.
"""

import collections
import json
import math
import resource
import sys
import threading
import time

from ortools.sat.python import cp_model


def starts(problem, duration):
    """Half days in which a session may begin: one of several begins in a morning and ends within its week."""
    slots = problem["slots"]
    for start in range(len(slots) - duration + 1):
        one_week = slots[start]["week"] == slots[start + duration - 1]["week"]
        if one_week and (duration == 1 or not slots[start]["afternoon"]):
            yield start


def groups(problem):
    """People of one section who are asked for the same activities, each before the next, counted together."""
    alike = collections.Counter(
        (learner["section"], tuple(booking["activity"] for booking in learner["bookings"])) for learner in problem["learners"]
    )
    return sorted(alike.items())


def build(problem):
    model = cp_model.CpModel()
    activities, sections, prices = problem["activities"], problem["sections"], problem["prices"]
    half_days = len(problem["slots"])
    begin = [list(starts(problem, activity["duration"])) for activity in activities]
    cost, away, seats = [], collections.defaultdict(list), collections.defaultdict(list)
    need, wanted, given = collections.Counter(), 0, []
    for (section, chain), people in groups(problem):
        site, before = sections[section]["site"], None
        for a in chain:
            duration = activities[a]["duration"]
            step = {start: model.NewIntVar(0, people, "") for start in begin[a]}
            given += step.values()
            for start, taken in step.items():
                seats[site, a, start].append(taken)
                cost.append(taken * (prices["slot"] * (start + duration) - prices["unmet"]))
                for slot in range(start, start + duration):
                    away[section, slot].append(taken)
            if before is None:
                model.Add(sum(step.values()) <= people)
            else:
                # Sums up to each half day, kept as variables so that rows stay short.
                earlier, long = before
                began, ended = model.NewConstant(0), model.NewConstant(0)
                for slot in range(half_days):
                    if slot - long in earlier:
                        more = model.NewIntVar(0, people, "")
                        model.Add(more == ended + earlier[slot - long])
                        ended = more
                    if slot in step:
                        more = model.NewIntVar(0, people, "")
                        model.Add(more == began + step[slot])
                        began = more
                        model.Add(began <= ended)
            before = (step, duration)
            need[site, a] += people
            wanted += people
    for (section, _), taken in away.items():
        model.Add(sum(taken) <= sections[section]["most_away"])
    teachers, rooms = collections.Counter(), collections.Counter(room["site"] for room in problem["rooms"])
    for trainer in problem["trainers"]:
        (skill,) = trainer["skills"]
        teachers[trainer["site"], skill] += 1
    sessions, running = [], collections.defaultdict(list)
    for (site, a), people in sorted(need.items()):
        activity = activities[a]
        most = activity["seats_max"]
        for start in begin[a]:
            held = model.NewIntVar(0, min(rooms[site], math.ceil(people / most)), "")
            sessions.append(held)
            cost.append(held * activity["price"])
            model.Add(sum(seats[site, a, start]) <= most * held)
            for slot in range(start, start + activity["duration"]):
                running[site, None, slot].append(held)
                running[site, activity["skill"], slot].append(held)
    for (site, skill, _), held in running.items():
        model.Add(sum(held) <= (rooms[site] if skill is None else teachers[site, skill]))
    model.Minimize(sum(cost) + wanted * prices["unmet"])
    return model, sessions, wanted, given


if __name__ == "__main__":
    path, limit, staff = sys.argv[1:4]
    problem = json.load(open(path))
    # A cost of one is this many units; see `timetable.rs` of the benchmark.
    ONE = 600
    THREADS = 2
    model, sessions, wanted, given = build(problem)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = THREADS
    started, cpu = time.time(), time.process_time()

    def watch():
        while time.process_time() - cpu < THREADS * float(limit):
            time.sleep(0.2)
        solver.StopSearch()

    threading.Thread(target=watch, daemon=True).start()
    status = solver.Solve(model)
    took, cpu = time.time() - started, time.process_time() - cpu
    found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    cost = solver.ObjectiveValue() / ONE if found else math.inf
    bound = solver.BestObjectiveBound() / ONE
    held = sum(map(solver.Value, sessions)) if found else 0
    unplaced = wanted - sum(map(solver.Value, given)) if found else wanted
    gap = f"{100 * (cost - bound) / cost:.2f}" if found else "-"
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"| {staff} | CP-SAT, {solver.StatusName(status).lower()} | {len(problem['slots'])} | {wanted} | {held} | | | {cost:.3f} | "
        f"{bound:.3f} | {gap} | {unplaced} | | {took:.2f} | {cpu:.2f} | {memory} |"
    )
