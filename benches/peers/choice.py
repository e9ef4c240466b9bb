"""The choice of activities by HiGHS or CP-SAT: one integer program, from the problem that `paratus-bench` writes.

usage: choice.py highs|cpsat PROBLEM.json SECONDS STAFF
needs: pip install highspy ortools; prints one row of the benchmark's table.

Variables: x[group, activity] binary, z[site, activity] sessions, a slack in time for each track. Two threads, and both may stop at a gap of .01%.
"""

import collections
import json
import math
import resource
import sys
import time


def build(problem):
    """Columns (cost, upper bound, integer) and rows (low, high, [(column, factor)]), all in whole units of money and time."""
    offers = problem["activities"]
    columns, rows = [], []
    people = collections.Counter()
    for site, signature, count in problem["groups"]:
        people[site, signature] += count
    seats = collections.defaultdict(list)
    hours = [[], [], []]
    for (site, signature), count in sorted(people.items()):
        wants = problem["signatures"][signature]
        cost = dict(map(tuple, wants["cost"]))
        used = {a for row in wants["rows"] for a in row}
        used |= {a for a, _ in wants["implies"]} | {b for _, suppliers in wants["implies"] for b in suppliers}
        take = {}
        for a in sorted(used):
            take[a] = len(columns)
            columns.append((count * cost.get(a, 0), 1, True))
            if offers[a]["seats_max"] is not None:
                seats[site, a].append((take[a], count))
            for track in range(3):
                if offers[a]["track_time"][track]:
                    hours[track].append((take[a], count * offers[a]["track_time"][track]))
        for row in wants["rows"]:
            rows.append((1, math.inf, [(take[a], 1) for a in row]))
        for a, suppliers in wants["implies"]:
            rows.append((0, math.inf, [(take[b], 1) for b in suppliers] + [(take[a], -1)]))
    for (site, a), takers in sorted(seats.items()):
        most = offers[a]["seats_max"]
        sessions = len(columns)
        columns.append((offers[a]["session_cost"], math.ceil(sum(n for _, n in takers) / most), True))
        rows.append((0, math.inf, [(sessions, most)] + [(column, -n) for column, n in takers]))
    balance = problem["balance"]
    if balance:
        total = collections.Counter()
        for track in hours:
            for column, amount in track:
                total[column] += amount
        for track in range(3):
            share = balance["weights"][track] / sum(balance["weights"]) + balance["tolerance"] / 1e6
            mine = dict(hours[track])
            slack = len(columns)
            columns.append((balance["price"], math.inf, False))
            rows.append((-math.inf, 0, [(c, mine.get(c, 0) - share * n) for c, n in sorted(total.items())] + [(slack, -1)]))
    return columns, rows


def highs(columns, rows, seconds):
    import highspy
    import numpy as np

    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("time_limit", seconds)
    solver.setOptionValue("threads", 2)
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(columns), len(rows)
    bound = lambda value: math.copysign(highspy.kHighsInf, value) if math.isinf(value) else float(value)
    lp.col_cost_ = np.array([cost / MONEY for cost, _, _ in columns])
    lp.col_lower_ = np.zeros(len(columns))
    lp.col_upper_ = np.array([bound(upper) for _, upper, _ in columns])
    lp.row_lower_ = np.array([bound(low) for low, _, _ in rows])
    lp.row_upper_ = np.array([bound(high) for _, high, _ in rows])
    starts, indices, values = [0], [], []
    for _, _, terms in rows:
        indices += [column for column, _ in terms]
        values += [float(factor) for _, factor in terms]
        starts.append(len(indices))
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.array(starts, np.int32)
    lp.a_matrix_.index_ = np.array(indices, np.int32)
    lp.a_matrix_.value_ = np.array(values)
    kinds = highspy.HighsVarType
    lp.integrality_ = [kinds.kInteger if integer else kinds.kContinuous for _, _, integer in columns]
    solver.passModel(lp)
    solver.run()
    info = solver.getInfo()
    return info.objective_function_value, info.mip_dual_bound, solver.modelStatusToString(solver.getModelStatus())


def cpsat(columns, rows, seconds):
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    # Slacks in whole units of time, factors of time rounded to thousandths.
    variables = [model.NewIntVar(0, int(min(upper, 10**12)), "") for _, upper, _ in columns]
    for low, high, terms in rows:
        scale = 1 if all(float(factor).is_integer() for _, factor in terms) else 1000
        left = sum(round(factor * scale) * variables[column] for column, factor in terms)
        if not math.isinf(low):
            model.Add(left >= math.ceil(low * scale))
        if not math.isinf(high):
            model.Add(left <= math.floor(high * scale))
    # Money in hundredths: whole numbers of all digits make it much slower.
    model.Minimize(sum(round(cost * 100 / MONEY) * variable for (cost, _, _), variable in zip(columns, variables)))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = 2
    solver.parameters.relative_gap_limit = 1e-4
    status = solver.Solve(model)
    found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    cost = solver.ObjectiveValue() / 100 if found else math.inf
    return cost, solver.BestObjectiveBound() / 100, solver.StatusName(status)


if __name__ == "__main__":
    name, path, limit, staff = sys.argv[1:5]
    problem = json.load(open(path))
    MONEY = problem["money"]
    started = time.time()
    columns, rows = build(problem)
    built = time.time() - started
    started, cpu = time.time(), time.process_time()
    cost, bound, status = {"highs": highs, "cpsat": cpsat}[name](columns, rows, float(limit))
    took, cpu = time.time() - started, time.process_time() - cpu
    gap = 100 * (cost - bound) / cost if math.isfinite(cost) and cost else math.inf
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    title = {"highs": "HiGHS", "cpsat": "CP-SAT"}[name]
    note = f"{status}; {len(columns)} columns, {len(rows)} rows; {built:.1f} s before for the model"
    print(f"| {staff} | {title} | {len(problem['groups'])} | {cost:.4f} | {bound:.4f} | {gap:.4f} | {took:.3f} | {cpu:.3f} | {memory} | {note} |")
