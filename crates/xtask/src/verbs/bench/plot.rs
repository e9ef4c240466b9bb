//! A plot with two logarithmic axes, as SVG.

use std::fmt::Write as _;

/// Lines over powers of ten.
pub(super) struct Plot<'a> {
    pub(super) title: &'a str,
    pub(super) across: &'a str,
    pub(super) up: &'a str,
    pub(super) series: Vec<Series>,
}

/// One line; points have coordinates above 0.
pub(super) struct Series {
    pub(super) name: String,
    pub(super) points: Vec<(f64, f64)>,
}

const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 400.0;
/// Room for the axes: left, top, right, below.
const ROOM: (f64, f64, f64, f64) = (64.0, 40.0, 24.0, 48.0);
/// Lines differ by colour and by dashes.
const LOOKS: [(&str, &str); 3] = [("#1f5f99", "none"), ("#a6461b", "7 4"), ("#3c6e2f", "2 3")];

/// The powers of ten that hold some numbers.
#[derive(Clone, Copy)]
struct Axis {
    low: i32,
    high: i32,
}

#[expect(
    clippy::disallowed_methods,
    reason = "places in a picture; no figure is made of them"
)]
impl Axis {
    fn axis_of(numbers: impl Iterator<Item = f64>) -> Axis {
        let powers: Vec<f64> = numbers
            .filter(|number| *number > 0.0)
            .map(f64::log10)
            .collect();
        let low = powers.iter().copied().fold(f64::INFINITY, f64::min);
        let high = powers.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        if powers.is_empty() {
            return Axis { low: 0, high: 1 };
        }
        let low = low.floor() as i32;
        Axis {
            low,
            high: (high.ceil() as i32).max(low + 1),
        }
    }

    /// 0 at the low end, 1 at the high one.
    fn place(self, number: f64) -> f64 {
        (number.log10() - f64::from(self.low)) / f64::from(self.high - self.low)
    }

    fn powers(self) -> impl Iterator<Item = (f64, String)> {
        (self.low..=self.high).map(|power| {
            let text = if (-3..=3).contains(&power) {
                10f64.powi(power).to_string()
            } else {
                format!("1e{power}")
            };
            (10f64.powi(power), text)
        })
    }
}

impl Plot<'_> {
    /// The picture: readable without colours, and named for screen readers.
    pub(super) fn svg(&self) -> String {
        let points = || self.series.iter().flat_map(|series| &series.points);
        let (across, up) = (
            Axis::axis_of(points().map(|point| point.0)),
            Axis::axis_of(points().map(|point| point.1)),
        );
        let (left, top, right, below) = ROOM;
        let x = |number: f64| left + across.place(number) * (WIDTH - left - right);
        let y = |number: f64| HEIGHT - below - up.place(number) * (HEIGHT - top - below);
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" font-family=\"sans-serif\" \
             font-size=\"13\">\n<title>{}</title>\n<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n",
            escaped(self.title)
        );
        // Writing to a string cannot fail.
        let _ = writeln!(
            svg,
            "<text x=\"{left}\" y=\"22\" font-size=\"15\">{}</text>",
            escaped(self.title)
        );
        for (number, text) in across.powers() {
            let (x, end) = (x(number), HEIGHT - below);
            let _ = writeln!(svg, "<path d=\"M{x:.1} {top}V{end}\" stroke=\"#dddddd\"/>");
            let _ = writeln!(
                svg,
                "<text x=\"{x:.1}\" y=\"{}\" text-anchor=\"middle\">{text}</text>",
                end + 18.0
            );
        }
        for (number, text) in up.powers() {
            let (y, end) = (y(number), WIDTH - right);
            let _ = writeln!(svg, "<path d=\"M{left} {y:.1}H{end}\" stroke=\"#dddddd\"/>");
            let _ = writeln!(
                svg,
                "<text x=\"{}\" y=\"{:.1}\" text-anchor=\"end\">{text}</text>",
                left - 8.0,
                y + 4.0
            );
        }
        let (middle, bottom) = (f64::midpoint(left, WIDTH - right), HEIGHT - 10.0);
        let _ = writeln!(
            svg,
            "<text x=\"{middle}\" y=\"{bottom}\" text-anchor=\"middle\">{}</text>",
            escaped(self.across)
        );
        let _ = writeln!(
            svg,
            "<text x=\"{}\" y=\"{}\">{}</text>",
            8.0,
            top - 6.0,
            escaped(self.up)
        );
        for (place, (series, (colour, dashes))) in self.series.iter().zip(LOOKS).enumerate() {
            let path: Vec<String> = series
                .points
                .iter()
                .map(|(a, b)| format!("{:.1} {:.1}", x(*a), y(*b)))
                .collect();
            if path.is_empty() {
                continue;
            }
            let line = format!(
                "stroke=\"{colour}\" stroke-width=\"2\" stroke-dasharray=\"{dashes}\" fill=\"none\""
            );
            let _ = writeln!(svg, "<path d=\"M{}\" {line}/>", path.join("L"));
            for point in &path {
                let (x, y) = point.split_once(' ').unwrap_or_default();
                let _ = writeln!(
                    svg,
                    "<circle cx=\"{x}\" cy=\"{y}\" r=\"3.5\" fill=\"{colour}\"/>"
                );
            }
            let row = top + 18.0 + 20.0 * place as f64;
            let _ = writeln!(svg, "<path d=\"M{} {row}h36\" {line}/>", left + 12.0);
            let _ = writeln!(
                svg,
                "<text x=\"{}\" y=\"{}\">{}</text>",
                left + 56.0,
                row + 4.0,
                escaped(&series.name)
            );
        }
        svg + "</svg>\n"
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn axes_begin_and_end_at_powers_of_ten() {
        let axis = Axis::axis_of([0.02, 3.0, 40.0].into_iter());
        assert_eq!((axis.low, axis.high), (-2, 2));
        assert!((axis.place(1.0) - 0.5).abs() < 1e-12);
        let texts: Vec<String> = axis.powers().map(|(_, text)| text).collect();
        assert_eq!(texts, ["0.01", "0.1", "1", "10", "100"]);
    }

    #[test]
    fn every_point_is_drawn_within_the_picture() {
        let series = vec![Series {
            name: "a < b".to_owned(),
            points: vec![(1e4, 0.5), (1e6, 50.0)],
        }];
        let svg = Plot {
            title: "T",
            across: "x",
            up: "y",
            series,
        }
        .svg();
        assert_eq!(svg.matches("<circle").count(), 2);
        assert!(
            svg.contains("M64.0 279.3L616.0 71.3") && svg.contains(">a &lt; b<"),
            "{svg}"
        );
    }
}
