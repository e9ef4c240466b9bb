//! What the sample draws from: a mirror of the template's objectives, roles and scheduled activities.
//!
//! A test holds it to the files of the template.

/// The levels of the template's only scale, lowest first.
pub(crate) const LEVELS: [&str; 4] = ["awareness", "working", "practitioner", "expert"];

/// An objective as the sample needs it.
pub(crate) struct Objective {
    /// Its id.
    pub(crate) id: &'static str,
    /// The phase it is trained in, from 0.
    pub(crate) phase: usize,
    /// Whether it has levels.
    pub(crate) leveled: bool,
    /// The tool of a feature set; empty for others.
    pub(crate) tool: &'static str,
    /// The features of a feature set, the most used first.
    pub(crate) features: &'static [&'static str],
    /// The usual way to learn it, lowest level first.
    pub(crate) steps: &'static [Step],
}

/// An activity that teaches an objective to a level.
pub(crate) struct Step {
    /// Id of the activity.
    pub(crate) activity: &'static str,
    /// Index of the level; 0 for objectives without levels.
    pub(crate) level: usize,
}

/// A role.
pub(crate) struct Role {
    /// Its id.
    pub(crate) id: &'static str,
    /// Objective and index of the level.
    pub(crate) requires: &'static [(&'static str, usize)],
}

/// An activity that is given in sessions.
pub(crate) struct Activity {
    /// Its id.
    pub(crate) id: &'static str,
    /// The phase it belongs to, from 0.
    pub(crate) phase: usize,
    /// Largest group.
    pub(crate) seats: u32,
    /// What its trainer must know.
    pub(crate) skill: &'static str,
}

/// The objectives, in the order of `objectives.toml`.
pub(crate) const OBJECTIVES: &[Objective] = &[
    Objective {
        id: "why-km",
        phase: 0,
        leveled: false,
        tool: "",
        features: &[],
        steps: &[Step {
            activity: "why-workshop",
            level: 0,
        }],
    },
    Objective {
        id: "short-term-benefits",
        phase: 0,
        leveled: false,
        tool: "",
        features: &[],
        steps: &[Step {
            activity: "why-workshop",
            level: 0,
        }],
    },
    Objective {
        id: "long-term-benefits",
        phase: 0,
        leveled: false,
        tool: "",
        features: &[],
        steps: &[Step {
            activity: "benefits-workshop",
            level: 0,
        }],
    },
    Objective {
        id: "challenges-met",
        phase: 0,
        leveled: false,
        tool: "",
        features: &[],
        steps: &[Step {
            activity: "challenges-workshop",
            level: 0,
        }],
    },
    Objective {
        id: "sharing-habits",
        phase: 1,
        leveled: false,
        tool: "",
        features: &[],
        steps: &[Step {
            activity: "sharing-circle",
            level: 0,
        }],
    },
    Objective {
        id: "answer-resistance",
        phase: 0,
        leveled: false,
        tool: "",
        features: &[],
        steps: &[Step {
            activity: "resistance-workshop",
            level: 0,
        }],
    },
    Objective {
        id: "lead-the-change",
        phase: 0,
        leveled: false,
        tool: "",
        features: &[],
        steps: &[Step {
            activity: "leading-workshop",
            level: 0,
        }],
    },
    Objective {
        id: "coach-colleagues",
        phase: 1,
        leveled: false,
        tool: "",
        features: &[],
        steps: &[Step {
            activity: "coaching-course",
            level: 0,
        }],
    },
    Objective {
        id: "name-and-file",
        phase: 0,
        leveled: false,
        tool: "",
        features: &[],
        steps: &[Step {
            activity: "filing-walk-through",
            level: 0,
        }],
    },
    Objective {
        id: "search-before-write",
        phase: 0,
        leveled: false,
        tool: "",
        features: &[],
        steps: &[Step {
            activity: "filing-walk-through",
            level: 0,
        }],
    },
    Objective {
        id: "control-versions",
        phase: 1,
        leveled: false,
        tool: "",
        features: &[],
        steps: &[Step {
            activity: "versions-walk-through",
            level: 0,
        }],
    },
    Objective {
        id: "keep-or-dispose",
        phase: 1,
        leveled: false,
        tool: "",
        features: &[],
        steps: &[Step {
            activity: "retention-walk-through",
            level: 0,
        }],
    },
    Objective {
        id: "hand-over-post",
        phase: 1,
        leveled: false,
        tool: "",
        features: &[],
        steps: &[Step {
            activity: "handover-clinic",
            level: 0,
        }],
    },
    Objective {
        id: "lessons-learned",
        phase: 1,
        leveled: false,
        tool: "",
        features: &[],
        steps: &[Step {
            activity: "lessons-review",
            level: 0,
        }],
    },
    Objective {
        id: "publish-to-intranet",
        phase: 1,
        leveled: false,
        tool: "",
        features: &[],
        steps: &[Step {
            activity: "publishing-walk-through",
            level: 0,
        }],
    },
    Objective {
        id: "answer-data-request",
        phase: 1,
        leveled: false,
        tool: "",
        features: &[],
        steps: &[Step {
            activity: "data-request-walk-through",
            level: 0,
        }],
    },
    Objective {
        id: "case-for-new-ways",
        phase: 0,
        leveled: false,
        tool: "",
        features: &[],
        steps: &[Step {
            activity: "new-ways-workshop",
            level: 0,
        }],
    },
    Objective {
        id: "docbase-basics",
        phase: 0,
        leveled: true,
        tool: "docbase",
        features: &[
            "find-document",
            "open-document",
            "save-document",
            "describe-document",
        ],
        steps: &[
            Step {
                activity: "docbase-first-look",
                level: 0,
            },
            Step {
                activity: "docbase-course",
                level: 1,
            },
            Step {
                activity: "docbase-lab",
                level: 2,
            },
            Step {
                activity: "docbase-mastery",
                level: 3,
            },
        ],
    },
    Objective {
        id: "docbase-versions",
        phase: 1,
        leveled: false,
        tool: "docbase",
        features: &["check-out", "version-history", "compare-versions"],
        steps: &[Step {
            activity: "docbase-versions-course",
            level: 0,
        }],
    },
    Objective {
        id: "docbase-retention",
        phase: 1,
        leveled: false,
        tool: "docbase",
        features: &["retention-label", "legal-hold", "disposal-list"],
        steps: &[Step {
            activity: "docbase-retention-course",
            level: 0,
        }],
    },
    Objective {
        id: "docbase-admin",
        phase: 2,
        leveled: false,
        tool: "docbase",
        features: &["access-groups", "bulk-import", "audit-trail"],
        steps: &[Step {
            activity: "docbase-admin-course",
            level: 0,
        }],
    },
    Objective {
        id: "intranet-reading",
        phase: 0,
        leveled: false,
        tool: "intranet",
        features: &["site-search", "follow-page", "comment"],
        steps: &[Step {
            activity: "intranet-tour",
            level: 0,
        }],
    },
    Objective {
        id: "intranet-publishing",
        phase: 1,
        leveled: true,
        tool: "intranet",
        features: &["write-page", "attach-record", "review-page"],
        steps: &[
            Step {
                activity: "intranet-publishing-course",
                level: 1,
            },
            Step {
                activity: "intranet-publishing-coaching",
                level: 2,
            },
        ],
    },
    Objective {
        id: "intranet-admin",
        phase: 2,
        leveled: false,
        tool: "intranet",
        features: &["site-structure", "page-permissions", "usage-figures"],
        steps: &[Step {
            activity: "intranet-admin-course",
            level: 0,
        }],
    },
    Objective {
        id: "dataworks-reports",
        phase: 1,
        leveled: false,
        tool: "dataworks",
        features: &["open-report", "filter-report", "export-table"],
        steps: &[Step {
            activity: "dataworks-tour",
            level: 0,
        }],
    },
    Objective {
        id: "dataworks-analysis",
        phase: 2,
        leveled: true,
        tool: "dataworks",
        features: &["import-table", "join-tables", "draw-chart"],
        steps: &[
            Step {
                activity: "dataworks-course",
                level: 1,
            },
            Step {
                activity: "dataworks-lab",
                level: 2,
            },
        ],
    },
    Objective {
        id: "dataworks-automation",
        phase: 2,
        leveled: false,
        tool: "dataworks",
        features: &["schedule-job", "bulk-transform", "publish-dataset"],
        steps: &[Step {
            activity: "dataworks-automation-course",
            level: 0,
        }],
    },
];

/// The roles, in the order of `roles.toml`.
pub(crate) const ROLES: &[Role] = &[
    Role {
        id: "head-of-department",
        requires: &[
            ("why-km", 0),
            ("short-term-benefits", 0),
            ("long-term-benefits", 0),
            ("challenges-met", 0),
            ("answer-resistance", 0),
            ("lead-the-change", 0),
            ("name-and-file", 0),
            ("hand-over-post", 0),
            ("case-for-new-ways", 0),
            ("docbase-basics", 1),
            ("intranet-reading", 0),
            ("dataworks-reports", 0),
        ],
    },
    Role {
        id: "manager",
        requires: &[
            ("why-km", 0),
            ("short-term-benefits", 0),
            ("long-term-benefits", 0),
            ("challenges-met", 0),
            ("answer-resistance", 0),
            ("lead-the-change", 0),
            ("name-and-file", 0),
            ("search-before-write", 0),
            ("hand-over-post", 0),
            ("lessons-learned", 0),
            ("case-for-new-ways", 0),
            ("docbase-basics", 1),
            ("intranet-reading", 0),
            ("dataworks-reports", 0),
        ],
    },
    Role {
        id: "km-officer",
        requires: &[
            ("why-km", 0),
            ("short-term-benefits", 0),
            ("long-term-benefits", 0),
            ("challenges-met", 0),
            ("sharing-habits", 0),
            ("answer-resistance", 0),
            ("coach-colleagues", 0),
            ("name-and-file", 0),
            ("search-before-write", 0),
            ("control-versions", 0),
            ("keep-or-dispose", 0),
            ("hand-over-post", 0),
            ("lessons-learned", 0),
            ("publish-to-intranet", 0),
            ("case-for-new-ways", 0),
            ("docbase-basics", 3),
            ("docbase-versions", 0),
            ("docbase-retention", 0),
            ("intranet-reading", 0),
            ("intranet-publishing", 2),
            ("intranet-admin", 0),
        ],
    },
    Role {
        id: "registry-clerk",
        requires: &[
            ("why-km", 0),
            ("short-term-benefits", 0),
            ("challenges-met", 0),
            ("sharing-habits", 0),
            ("name-and-file", 0),
            ("search-before-write", 0),
            ("control-versions", 0),
            ("keep-or-dispose", 0),
            ("docbase-basics", 2),
            ("docbase-versions", 0),
            ("docbase-retention", 0),
            ("intranet-reading", 0),
        ],
    },
    Role {
        id: "analyst",
        requires: &[
            ("why-km", 0),
            ("short-term-benefits", 0),
            ("long-term-benefits", 0),
            ("sharing-habits", 0),
            ("name-and-file", 0),
            ("search-before-write", 0),
            ("control-versions", 0),
            ("lessons-learned", 0),
            ("publish-to-intranet", 0),
            ("answer-data-request", 0),
            ("docbase-basics", 1),
            ("docbase-versions", 0),
            ("intranet-reading", 0),
            ("intranet-publishing", 1),
            ("dataworks-reports", 0),
            ("dataworks-analysis", 1),
        ],
    },
    Role {
        id: "it-support",
        requires: &[
            ("why-km", 0),
            ("short-term-benefits", 0),
            ("challenges-met", 0),
            ("sharing-habits", 0),
            ("name-and-file", 0),
            ("search-before-write", 0),
            ("keep-or-dispose", 0),
            ("answer-data-request", 0),
            ("docbase-basics", 2),
            ("docbase-admin", 0),
            ("intranet-reading", 0),
            ("intranet-admin", 0),
            ("dataworks-reports", 0),
            ("dataworks-analysis", 2),
            ("dataworks-automation", 0),
        ],
    },
    Role {
        id: "trainer",
        requires: &[
            ("why-km", 0),
            ("short-term-benefits", 0),
            ("long-term-benefits", 0),
            ("challenges-met", 0),
            ("sharing-habits", 0),
            ("coach-colleagues", 0),
            ("name-and-file", 0),
            ("search-before-write", 0),
            ("control-versions", 0),
            ("lessons-learned", 0),
            ("publish-to-intranet", 0),
            ("case-for-new-ways", 0),
            ("docbase-basics", 2),
            ("docbase-versions", 0),
            ("intranet-reading", 0),
            ("intranet-publishing", 1),
        ],
    },
];

/// The activities of the usual ways that are given in sessions, in the order of `activities.toml`.
pub(crate) const ACTIVITIES: &[Activity] = &[
    Activity {
        id: "why-workshop",
        phase: 0,
        seats: 18,
        skill: "facilitation",
    },
    Activity {
        id: "benefits-workshop",
        phase: 0,
        seats: 18,
        skill: "facilitation",
    },
    Activity {
        id: "challenges-workshop",
        phase: 0,
        seats: 16,
        skill: "facilitation",
    },
    Activity {
        id: "sharing-circle",
        phase: 1,
        seats: 12,
        skill: "facilitation",
    },
    Activity {
        id: "resistance-workshop",
        phase: 0,
        seats: 12,
        skill: "facilitation",
    },
    Activity {
        id: "leading-workshop",
        phase: 0,
        seats: 12,
        skill: "leadership",
    },
    Activity {
        id: "coaching-course",
        phase: 1,
        seats: 10,
        skill: "facilitation",
    },
    Activity {
        id: "filing-walk-through",
        phase: 0,
        seats: 15,
        skill: "procedures",
    },
    Activity {
        id: "versions-walk-through",
        phase: 1,
        seats: 15,
        skill: "procedures",
    },
    Activity {
        id: "retention-walk-through",
        phase: 1,
        seats: 15,
        skill: "procedures",
    },
    Activity {
        id: "handover-clinic",
        phase: 1,
        seats: 10,
        skill: "procedures",
    },
    Activity {
        id: "lessons-review",
        phase: 1,
        seats: 12,
        skill: "facilitation",
    },
    Activity {
        id: "publishing-walk-through",
        phase: 1,
        seats: 15,
        skill: "procedures",
    },
    Activity {
        id: "data-request-walk-through",
        phase: 1,
        seats: 15,
        skill: "procedures",
    },
    Activity {
        id: "new-ways-workshop",
        phase: 0,
        seats: 14,
        skill: "facilitation",
    },
    Activity {
        id: "docbase-course",
        phase: 0,
        seats: 14,
        skill: "docbase",
    },
    Activity {
        id: "docbase-lab",
        phase: 0,
        seats: 12,
        skill: "docbase",
    },
    Activity {
        id: "docbase-mastery",
        phase: 0,
        seats: 4,
        skill: "docbase",
    },
    Activity {
        id: "docbase-versions-course",
        phase: 1,
        seats: 14,
        skill: "docbase",
    },
    Activity {
        id: "docbase-retention-course",
        phase: 1,
        seats: 12,
        skill: "docbase",
    },
    Activity {
        id: "docbase-admin-course",
        phase: 2,
        seats: 8,
        skill: "docbase",
    },
    Activity {
        id: "intranet-publishing-course",
        phase: 1,
        seats: 12,
        skill: "intranet",
    },
    Activity {
        id: "intranet-publishing-coaching",
        phase: 1,
        seats: 4,
        skill: "intranet",
    },
    Activity {
        id: "intranet-admin-course",
        phase: 2,
        seats: 8,
        skill: "intranet",
    },
    Activity {
        id: "dataworks-course",
        phase: 2,
        seats: 12,
        skill: "dataworks",
    },
    Activity {
        id: "dataworks-lab",
        phase: 2,
        seats: 10,
        skill: "dataworks",
    },
    Activity {
        id: "dataworks-automation-course",
        phase: 2,
        seats: 8,
        skill: "dataworks",
    },
];

/// What each trainer of the template knows; those with the fewest skills first.
pub(crate) const TRAINERS: &[&[&str]] = &[
    &["facilitation"],
    &["facilitation", "leadership"],
    &["procedures"],
    &["procedures"],
    &["docbase"],
    &["docbase", "intranet"],
    &["dataworks", "intranet"],
];

/// The place of an objective in [`OBJECTIVES`].
pub(crate) fn objective(id: &str) -> Option<usize> {
    OBJECTIVES.iter().position(|objective| objective.id == id)
}

/// The place of a role in [`ROLES`].
pub(crate) fn role(id: &str) -> Option<usize> {
    ROLES.iter().position(|role| role.id == id)
}
