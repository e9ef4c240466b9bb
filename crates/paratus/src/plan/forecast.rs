//! What becomes of readiness where a plan is carried out.

use super::{Plan, previous_plan};

use crate::disclosure::Disclosure;
use crate::refresh::{Refresh, RefreshLimits};
use crate::{Assessment, Error, ErrorKind};

impl Assessment {
    /// Forecasts readiness as [`Assessment::refresh`] does, where a plan is carried out: its people take part, in sessions and in their own time, and show what is taught on the last
    /// day of each. Sessions that are booked take place beside it.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::disclosure::Disclosure;
    /// use paratus::plan::PlanOptions;
    /// use paratus::rollout::RefreshLimits;
    ///
    /// let assessment = sample::assessment();
    /// let plan = assessment.plan(&PlanOptions::default())?;
    /// let limits = RefreshLimits::new("2027-12-31".parse()?);
    /// let refresh = assessment.refresh_with_plan(&plan, &limits, &Disclosure::internal())?;
    /// assert!(refresh.with_plan);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// As [`Assessment::refresh`].
    pub fn refresh_with_plan(
        &self,
        plan: &Plan,
        limits: &RefreshLimits,
        disclosure: &Disclosure,
    ) -> Result<Refresh, Error> {
        if let Some(other) = previous_plan::other_programme(plan, self.programme.model(), "plan") {
            return Err(Error::new(ErrorKind::Unknown, vec![other]));
        }
        let sessions = plan.every_session();
        let sessions =
            sessions.map(|line| (line.activity.as_str(), line.end, line.people.as_slice()));
        let own_time = plan.every_self_paced();
        let own_time =
            own_time.map(|line| (line.activity.as_str(), line.until, line.people.as_slice()));
        let lines: Vec<_> = sessions.chain(own_time).collect();
        self.refresh_with_lines(&lines, limits, disclosure)
    }
}
