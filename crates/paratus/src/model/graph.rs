//! Cycles in a small directed graph, and the order of a forest.

/// The cycles of a graph: for each knot of nodes that reach each other, one shortest cycle through its first node.
/// `edges(node)` lists the targets; nodes are `0..count`.
#[expect(clippy::indexing_slicing, reason = "indices of the edge table")]
pub(crate) fn cycles(count: usize, edges: impl Fn(usize) -> Vec<usize>) -> Vec<Vec<usize>> {
    let targets: Vec<Vec<usize>> = (0..count).map(edges).collect();
    // Peel off whatever has no open target left; what remains reaches a cycle.
    let mut waits: Vec<usize> = targets.iter().map(Vec::len).collect();
    let mut sources = vec![Vec::new(); count];
    for (node, list) in targets.iter().enumerate() {
        for &target in list {
            sources[target].push(node);
        }
    }
    let mut free: Vec<usize> = (0..count).filter(|&node| waits[node] == 0).collect();
    let mut done = vec![false; count];
    while let Some(node) = free.pop() {
        done[node] = true;
        for &source in &sources[node] {
            waits[source] -= 1;
            if waits[source] == 0 {
                free.push(source);
            }
        }
    }
    let mut found = Vec::new();
    let mut reported = vec![false; count];
    for start in 0..count {
        if done[start] || reported[start] {
            continue;
        }
        if let Some(cycle) = shortest_cycle(start, &targets, &done) {
            for &node in &cycle {
                reported[node] = true;
            }
            found.push(cycle);
        }
    }
    found
}

/// Breadth first from `start` back to `start`.
#[expect(clippy::indexing_slicing, reason = "indices of the edge table")]
fn shortest_cycle(start: usize, targets: &[Vec<usize>], done: &[bool]) -> Option<Vec<usize>> {
    let mut came_from: Vec<Option<usize>> = vec![None; targets.len()];
    let mut queue = std::collections::VecDeque::from([start]);
    while let Some(node) = queue.pop_front() {
        for &target in &targets[node] {
            if target == start {
                let mut cycle = vec![node];
                let mut at = node;
                while let Some(before) = came_from[at] {
                    cycle.push(before);
                    at = before;
                }
                cycle.reverse();
                return Some(cycle);
            }
            if !done[target] && came_from[target].is_none() {
                came_from[target] = Some(node);
                queue.push_back(target);
            }
        }
    }
    None
}

/// The nodes of a forest, each before its parts, and the parts of one in the order of their numbers. Needs parents without circles.
#[expect(clippy::indexing_slicing, reason = "indices of the edge table")]
pub(crate) fn tree_order(count: usize, parent: impl Fn(usize) -> Option<usize>) -> Vec<usize> {
    let mut parts: Vec<Vec<usize>> = vec![Vec::new(); count];
    let mut open: Vec<usize> = Vec::new();
    // The last comes first, for the list of what is open is taken from its end.
    for node in (0..count).rev() {
        match parent(node).and_then(|parent| parts.get_mut(parent)) {
            Some(siblings) => siblings.push(node),
            None => open.push(node),
        }
    }
    let mut order = Vec::with_capacity(count);
    while let Some(node) = open.pop() {
        order.push(node);
        open.extend(std::mem::take(&mut parts[node]));
    }
    order
}

#[cfg(test)]
mod tests {
    use super::{cycles, tree_order};

    #[test]
    fn parts_follow_what_they_are_part_of() {
        // a, b, a1 in a, b1 in b, a2 in a, a11 in a1.
        let parents = [None, None, Some(0), Some(1), Some(0), Some(2)];
        assert_eq!(tree_order(6, |at| parents[at]), [0, 2, 5, 4, 1, 3]);
    }

    #[test]
    fn finds_each_knot_once() {
        let edges = [vec![1], vec![2], vec![0], vec![0], vec![4], vec![], vec![5]];
        assert_eq!(
            cycles(edges.len(), |node| edges[node].clone()),
            vec![vec![0, 1, 2], vec![4]]
        );
    }

    #[test]
    fn a_tree_has_none() {
        let edges = [vec![], vec![0], vec![0, 1], vec![2]];
        assert!(cycles(edges.len(), |node| edges[node].clone()).is_empty());
    }
}
