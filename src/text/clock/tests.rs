use super::*;

/// A stamp in short: date, time, end, zone, marks.
fn short(text: &str, stamp: &Stamp) -> String {
    let mut out = Vec::new();
    match stamp.day {
        Some(Day::Date {
            year,
            month,
            day,
            ambiguous,
        }) => out.push(format!(
            "{}-{month:02}-{day:02}{}",
            year.map_or("?".to_owned(), |year| year.to_string()),
            if ambiguous { "*" } else { "" }
        )),
        Some(Day::Weekday(weekday)) => out.push(format!("{weekday:?}")),
        Some(Day::Numbered(number)) => out.push(format!("day {number}")),
        Some(Day::OfYear(number)) => out.push(format!("day {number} of the year")),
        Some(Day::Next) => out.push("next".to_owned()),
        None => {}
    }
    let clock = |clock: Clock| match clock {
        Clock::Time(time) if time.second() == 0 => format!("{:02}:{:02}", time.hour(), time.minute()),
        Clock::Time(time) => time.to_string(),
        Clock::Midnight => "24:00".to_owned(),
        Clock::Relative(seconds) => format!("T+{seconds}"),
    };
    out.extend(stamp.clock.map(clock));
    if let Some(end) = stamp.until {
        let day = match end.day {
            Some(Day::Date { month, day, .. }) => format!("{month:02}-{day:02} "),
            _ => String::new(),
        };
        out.push(format!("to {day}{}", clock(end.clock)));
    }
    out.extend(stamp.zone.clone().map(|range| text[range].to_owned()));
    out.extend(stamp.approximate.then(|| "~".to_owned()));
    out.extend(stamp.placeholder.then(|| "?".to_owned()));
    out.extend((!stamp.problems.is_empty()).then(|| "!".to_owned()));
    out.join(" ")
}

#[test]
fn leading_stamps() {
    for (text, stamp, body) in [
        ("1am UTC: down", "01:00 UTC", "down"),
        ("1:15 am - down", "01:15", "down"),
        ("12:00 p.m. EAT: down", "12:00 EAT", "down"),
        ("12:00am down", "00:00", "down"),
        ("1709500000 - down", "2024-03-03 21:06:40", "down"),
        ("T+5m (20:05 UTC) down", "20:05 UTC", "down"),
        ("T+26h (20:05 UTC) down", "T+93600 UTC", "down"),
        ("13:15:20 | down", "13:15:20", "down"),
        ("15.25 PST 29 april 2022 - down", "2022-04-29 15:25 PST", "down"),
        ("1315 UTC \u{2014} down", "13:15 UTC", "down"),
        ("2100hrs down", "21:00", "down"),
        ("T+5m: down", "T+300", "down"),
        ("2024-02-12T14:05:06Z down", "2024-02-12 14:05:06 Z", "down"),
        ("2024-02-12T14:05-08:00 down", "2024-02-12 14:05 -08:00", "down"),
        ("2024-02-12 14:05 +0100 down", "2024-02-12 14:05 +0100", "down"),
        ("Feb 12, 10:00 - down", "?-02-12 10:00", "down"),
        ("19. April, 11:00", "?-04-19 11:00", ""),
        ("12/02/2024 14:05 - down", "2024-02-12* 14:05", "down"),
        (
            "04-12-2022 9:10 AM GMT+1 - down",
            "2022-12-04* 09:10 GMT+1",
            "down",
        ),
        (
            "March 11, 2024, 10:15 AM (UTC): down",
            "2024-03-11 10:15 UTC",
            "down",
        ),
        ("17:30 PST - Friday, May 10, 2024", "2024-05-10 17:30 PST", ""),
        (
            "Thursday, May 9, 2024, 17:30 PST - Friday, May 10, 2024, 01:00 PST",
            "2024-05-09 17:30 to 05-10 01:00 PST",
            "",
        ),
        ("~13:30-13:45", "13:30 to 13:45 ~", ""),
        ("ca. 18:30: down", "18:30 ~", "down"),
        ("22:52 (maybe earlier?)", "22:52 ~", ""),
        ("2X:XX (not sure exact time)", "?", ""),
        ("HH:mm - down", "?", "down"),
        ("14:?? - down", "?", "down"),
        ("2022-05-?? - down", "?", "down"),
        ("TBD - down", "?", "down"),
        ("14:15pm: down", "14:15 !", "down"),
        ("25:00 - down", "!", "down"),
        ("3:AM - down", "!", "down"),
        (
            "14:05 - \u{1f6a8} Issue detected",
            "14:05",
            "\u{1f6a8} Issue detected",
        ),
        (
            "\u{2003}:small_orange_diamond:16:15 GMT+1: down",
            "16:15 GMT+1",
            "down",
        ),
        ("10:00 AM        Monitoring alerts", "10:00", "Monitoring alerts"),
        ("13:20PM :- down", "13:20 !", "down"),
        ("= 03:08 The server", "03:08", "The server"),
        ("3:00 PM CAT- down", "15:00 CAT", "down"),
        ("6-7 PM: down", "18:00 to 19:00", "down"),
        ("11:00 - 1:00 PM: down", "11:00 to 13:00", "down"),
        ("May 10, 20244 10:00 - down", "10:00 !", "down"),
        ("12/02/24 10:00 - down", "2024-02-12* 10:00", "down"),
        ("[14:05 UTC] down", "14:05 UTC", "down"),
        ("14:05 CET (GMT+1): down", "14:05 CET (GMT+1)", "down"),
        ("24:00 UTC: down", "24:00 UTC", "down"),
        ("UTC 14:05 - down", "14:05 UTC", "down"),
        ("14:05 Europe/Paris: down", "14:05 Europe/Paris", "down"),
        ("14:05 XVT: down", "14:05 XVT", "down"),
        ("June 5th 2024 at 2pm - down", "2024-06-05 14:00", "down"),
        ("5 of June, 2024: down", "2024-06-05", "down"),
        ("Friday 14:05 - down", "Friday 14:05", "down"),
        ("At 14:05 we restarted", "14:05", "we restarted"),
        ("10:15AM,UTC down", "10:15 UTC", "down"),
        ("10:45a: down", "10:45", "down"),
        ("10:00 PDT (17:00 UTC): down", "10:00 PDT", "down"),
        ("10:00 PDT (17:30 UTC): down", "10:00 PDT", "(17:30 UTC): down"),
        ("2024-07-26 (Fri), 10:00: down", "2024-07-26 10:00", "down"),
        ("12-13 March 2024: down", "2024-03-12", "down"),
        (
            "Tue Mar 11 16:56:00 UTC 2025 - down",
            "2025-03-11 16:56 UTC",
            "down",
        ),
        ("[03-26 02:50] down", "?-03-26 02:50", "down"),
        ("{{ 02:50 }} down", "02:50", "down"),
        ("10.12:30 PM: down", "12:30", "down"),
        (
            "[Update - 2024-03-29 15h50 UTC] down",
            "2024-03-29 15:50 UTC",
            "down",
        ),
    ] {
        let found = leading(text).unwrap_or_else(|| panic!("nothing in {text:?}"));
        assert_eq!(short(text, &found.stamp), stamp, "{text:?}");
        assert_eq!(&text[found.body..], body, "{text:?}");
    }
}

#[test]
fn lines_that_begin_with_no_time() {
    for text in [
        "1.25 was installed",
        "80:8080 was mapped",
        "10:1 odds",
        "3 hours later",
        "127.0.0.1 answers",
        "5 pods",
        "10.12.5.36:10254/healthz",
        "2 of 3 hosts",
        "100% of users",
        "12:34:56:78:9a:bc is the card",
        "Unknown errors appeared",
        "May we ask",
        "1:2 ratio",
        "v1.2.3",
        "",
        "15.25 seconds",
        "1315 requests",
        "1500000000 messages were dropped",
        "404 errors",
        "Second step",
    ] {
        assert_eq!(leading(text), None, "{text:?}");
    }
}

#[test]
fn stamps_in_prose() {
    for (text, stamps) in [
        (
            "from 6PM to 7PM GMT on Monday",
            &["18:00 to 19:00 GMT"] as &[&str],
        ),
        ("2 hours (9:00 AM - 11:00 AM, UTC)", &["09:00 to 11:00 UTC"]),
        ("30 mins (13:20pm ~ 13:30pm EAT)", &["13:20 to 13:30 EAT !"]),
        (
            "reported from 1am UTC and lasted until 1:30 am UTC",
            &["01:00 UTC", "01:30 UTC"],
        ),
        (
            "starting at 08:30 AM and ending at 10:15 AM UTC on August 19, 2024.",
            &["08:30", "2024-08-19 10:15 UTC"],
        ),
        (
            "from May 10, 2024, 3:00 PM to May 11, 2024, 1:00 AM (UTC).",
            &["2024-05-10 15:00 to 05-11 01:00 UTC"],
        ),
        ("down from 2100hrs, restored at 2115hrs", &["21:00", "21:15"]),
        ("between 9:00 and 11:00 AM", &["09:00 to 11:00"]),
        ("about 2 pm we saw", &["14:00 ~"]),
        ("On 05 June at 10:00 PM, a manifest", &["?-06-05 22:00"]),
        (
            "port 80:8080, version 1.25, 10:1, 3 hours, 127.0.0.1:80, ratio 4:30",
            &[],
        ),
        ("https://a.b/c?t=10:15 and image nginx:1.25", &[]),
        ("at 4:30 it ended", &["04:30"]),
        (
            "from 09:10 UTC on 3 March 2024 until 08:00 UTC on 5 March 2024",
            &["2024-03-03 09:10 to 03-05 08:00 UTC"],
        ),
        (
            "at 10:00 PDT (17:00 UTC) on 3 May 2024",
            &["2024-05-03 10:00 PDT"],
        ),
        ("between 12 and 13 March 2024", &["2024-03-12"]),
        ("took 4:30 in all", &[]),
        ("it may 10 times", &[]),
        ("noon is a word", &[]),
    ] {
        let found: Vec<String> = anywhere(text).iter().map(|stamp| short(text, stamp)).collect();
        assert_eq!(found, stamps, "{text:?}");
    }
}

/// What stamps are made of, in every spelling of words that may begin one, and what is between.
const PIECES: &[&str] = &[
    "TBD",
    "tbd",
    "TBC",
    "N/A",
    "time",
    "unknown",
    "next",
    "the",
    "following",
    "day",
    "Day 2",
    "on",
    "at",
    "to",
    "YYYY-MM-DD",
    "DD/MM/YYYY",
    "HH:mm",
    "2X:XX",
    "??:??",
    "--:--",
    "XX:xx",
    "T+5m",
    "t-1h",
    "T0",
    "noon",
    "12",
    "midday",
    "Midnight",
    "mon",
    "Tuesday",
    "Wed.",
    "thurs",
    "may",
    "March",
    "Sept",
    "dec.",
    "5th",
    "2024",
    "'24",
    "2024-02-12",
    "12/02/2024",
    "9:05",
    "14:05",
    "15.25",
    "1315",
    "2100hrs",
    "6-7 PM",
    "am",
    "p.m.",
    "UTC",
    "GMT+1",
    "PST",
    "utc",
    "Z",
    "ET",
    "Pacific time",
    "US Eastern",
    "U.S.",
    "West Africa time",
    "Europe/Paris",
    "Lagos time",
    "local time in Denver",
    "(Berlin)",
    "CET/CEST",
    "(17:00 UTC)",
    "/ 17:00 UTC",
    "10:45a",
    "16:05:57-58",
    "03-26",
    "26.03.",
    "Friday",
    "and 13 March",
    "T +",
    "+5m",
    "+00:14",
    "???",
    "Update",
    "{{",
    "}}",
    "<",
    "+01:00",
    "w. Central Africa Standard time",
    "ca.",
    "c",
    "about",
    "Around",
    "shortly after",
    "soon",
    "some time",
    "~",
    "\u{2248}",
    "(",
    ")",
    "[",
    "-",
    "\u{2013}",
    ":",
    ",",
    ".",
    "/",
    "_",
    "?",
    "é",
    "word",
    "The",
    "xx",
];

proptest::proptest! {
    /// The first looks refuse nothing that the whole grammar takes.
    #[test]
    fn first_looks_are_sound(pieces in proptest::collection::vec((0..PIECES.len(), "[ ]{0,2}"), 1..6)) {
        let text: String = pieces.iter().map(|(at, blanks)| format!("{}{blanks}", PIECES[*at])).collect();
        for (at, _) in text.char_indices() {
            let here = cursor::Cursor::new(&text, at);
            if stamp::stamp(&mut here.clone(), false).is_some() {
                assert!(leading::may_begin(&here), "{text:?} from {at}");
            }
        }
        assert_eq!(prose::anywhere(&text), prose::before(&text, text.len()), "{text:?}");
    }
}
