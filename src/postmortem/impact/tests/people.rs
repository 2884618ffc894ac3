//! Who was hit, in sentences as people write them.

use super::read_summary;
use crate::vocabulary::ImpactLevel::{self, Degraded, Down};

fn users(text: &str) -> Option<u64> {
    read_summary(text).1.impact.users.map(|fact| fact.value)
}

fn percent(text: &str) -> Option<f64> {
    let impact = read_summary(text).1.impact;
    impact.users_percent.map(|fact| fact.value)
}

fn level(text: &str) -> Option<ImpactLevel> {
    read_summary(text).1.impact.level.map(|fact| fact.value)
}

#[test]
fn a_number_that_counts_people() {
    for (text, value) in [
        ("On 12 March 2024, 1,830 users could not sign in.", 1830),
        ("On 12 March 2024 two thousand customers could not sign in.", 2000),
        ("1.250 million users could not sign in.", 1_250_000),
        ("27.000 users could not sign in.", 27_000),
        ("2,024 users could not sign in on 12 March.", 2024),
        ("From 10:00 to 12:30 UTC 512 users saw an error page.", 512),
        ("Between 09:12 and 11:47 CEST 640 customers could not pay.", 640),
        ("502 users saw an error page.", 502),
        ("About 300 of our customers lost their carts.", 300),
        ("The fault hit roughly 12k players in Europe.", 12_000),
        ("Some 4,000\nusers were locked out of their accounts.", 4000),
        (
            "Around 85% of the user base, totalling some 340,000 users, met the fault.",
            340_000,
        ),
        ("Users affected: 500", 500),
        ("- **Customers impacted:** about 1,200", 1200),
        ("| What | How much |\n|---|---|\n| Users affected | 75 |", 75),
        ("500 users, most of them in Europe, could not pay.", 500),
        ("No data was lost, but 500 users could not log in.", 500),
        ("600+ students could not hand in their work.", 600),
        ("In total, 45 tenants were without mail for an hour.", 45),
        ("The site was down for 90 subscribers.", 90),
        ("Impact: 350 passengers in two stations", 350),
        ("On Monday 300 users were logged out.", 300),
        ("It affected 2010 users.", 2010),
        (
            "One in ten requests failed; 70 shoppers gave up without paying.",
            70,
        ),
    ] {
        assert_eq!(users(text), Some(value), "{text}");
    }
}

#[test]
fn a_number_that_counts_nobody() {
    for text in [
        "0.125 users a second could not sign in.",
        "On 12 March 2024 users could not sign in.",
        "In March 2024 customers could not pay by card.",
        "In early 2023 users lost their carts.",
        "On March 12 users could not sign in.",
        "On March 12, 2024 users could not sign in.",
        "On 2024-03-12 users could not sign in.",
        "Since summer 2021 users were logged out.",
        "The fault is of 12 March\n2024 users could not sign in.",
        "From 10:00 to 12:30 UTC users saw an error page.",
        "At 14:05 users saw errors.",
        "Between 09:12 and 11:47 CEST customers could not pay.",
        "At 9 pm users were logged out.",
        "Because of Error 502 users gave up and lost their carts.",
        "With HTTP 503 clients failed.",
        "30 percent of users saw an error page.",
        "30% users saw an error page.",
        "After ticket 4711 users lost access.",
        "After PR #88 users lost access.",
        "Since version 2.4 users saw errors.",
        "On Windows 11 users could not log in.",
        "With Python 3 developers saw errors.",
        "On port 8080 clients failed.",
        "It cost us $500 customers were lost.",
        "3 servers failed, users waited.",
        "20 minutes users saw errors.",
        "Two of our servers failed; users waited.",
        "500 orders of customers were lost.",
        "Between 100 and 200 users were hit.",
        "We expected 100-200 users to fail.",
        "10 users per minute failed.",
        "Two classes began with >100 users each, and the hub lost pods.",
        "It crashed under the load of 250 simultaneous users.",
        "We tested with 2,000 users, and it failed.",
        "We have 900 users.",
        "Of our 5,000 users some saw errors.",
        "None of the 5,000 users was hit.",
        "No users were affected.",
        "Up to 5,000 users would have been hit.",
        "It could have affected 5,000 users.",
        "If it had gone on, 5,000 users would have lost mail.",
        "Had the disk died, 5,000 users would have lost mail.",
        "5,000 users might have been hit.",
        "It did not affect the 5,000 users of the shop.",
        "500 users were not affected.",
        "500 users could still log in during the outage.",
        "500 users were notified of the outage.",
        "Service was restored for 500 users.",
        "At least six customers reported errors.",
        "12 customers complained that it was slow.",
        "The provider said that 10,000 customers were hit.",
        "According to Cloudflare 10,000 users were hit.",
        "AWS reported that 4,000 customers lost access.",
        "Their status page says 300 of their customers are hit.",
        "In last year's outage, and in a similar incident 300 users were hit.",
        "Two teams could not agree on a fix.",
        "Three team members could not be reached.",
        "See https://example.org/500/users which failed.",
        "The job `delete 500 users` failed.",
        "Fewer than 10 users were hit.",
        "The limit of 100 users was hit.",
        "Room 12 students lost their seats.",
        "In Q3 2023 customers lost orders.",
        "Fix #1024 users lost their mail.",
        "v2 users lost their mail.",
        "The db-7 clients failed.",
        "At 18h30 users were locked out.",
        "A queue of 4,000 messages delayed users.",
        "There were 3 outages; users complained.",
        "In 2 of 3 regions users failed to log in.",
        "We emailed 4,000 users about the outage.",
        "We will refund the 4,000 users that were hit.",
        "The plan was to move 4,000 users, which failed.",
        "With 4,000 users online, the cache failed.",
    ] {
        assert_eq!(users(text), None, "{text}");
    }
}

#[test]
fn a_percentage_of_people() {
    for (text, value) in [
        ("On 12 March 2024 about 40 % of users could not sign in.", 40.0),
        ("From 10:00 to 12:30 UTC 40 % of users saw an error page.", 40.0),
        (
            "12 % of the users saw an old inbox, everyone else was fine.",
            12.0,
        ),
        (
            "12 % of the users saw an old inbox while the rest was fine.",
            12.0,
        ),
        ("Everyone saw an old inbox.", 100.0),
        ("The site was down for all users.", 100.0),
        ("All users were unable to pay.", 100.0),
        ("Every customer got an error page.", 100.0),
        ("All of our customers were affected.", 100.0),
        ("Customers affected: 35%", 35.0),
        ("| Users affected | 60 % |\n|---|---|\n| Since | 9:00 UTC |", 60.0),
        ("Impact: 25% of our customers", 25.0),
        ("Approximately 15% of\nusers could not load the page.", 15.0),
        ("One in five customers could not pay.", 20.0),
        ("It disrupted the service for 75% of our users.", 75.0),
        ("40% of users, most of them in Europe, could not pay.", 40.0),
        ("We could see that 40% of users failed to log in.", 40.0),
        ("We could not serve 40% of our users.", 40.0),
        ("The app was not available to 30% of users.", 30.0),
        ("How many users were affected? 40%", 40.0),
        ("All users who tried to log in got an error.", 100.0),
    ] {
        assert_eq!(percent(text), Some(value), "{text}");
    }
}

#[test]
fn a_percentage_of_something_else_or_of_nobody() {
    for text in [
        "Some people still saw an old inbox after everyone else was fine.",
        "The CPU stood at 100% and users saw errors.",
        "The disk was 95% full, customers could not upload.",
        "We burnt 40% of the error budget, users saw errors.",
        "Uptime was 99.2% for users.",
        "An alert fires when 5% of requests fail.",
        "The alert is set to go off at 5% of requests failing.",
        "Our SLO is 99.9% of requests without errors.",
        "Users with a 20% discount saw errors.",
        "A 50% discount users rely on was lost.",
        "40% more users than usual came, and it failed.",
        "40% of users' disks failed.",
        "70% of users were not affected.",
        "It did not affect 95% of users.",
        "95% of users saw no errors.",
        "60% of users could still log in.",
        "It could have hit 100 % of our users.",
        "Without the fallback, 100 % of users would have been hit.",
        "35% of users would have been hit.",
        "The flag was rolled out to 5% of users, then it failed.",
        "The change was enabled for 10% of users.",
        "The provider says that 20% of requests failed.",
        "Cloudflare reported errors for 20% of requests.",
        "The vendor lost 20% of their customers.",
        "In the previous incident 30% of users were hit.",
        "Not all users were affected.",
        "Nearly all users were affected.",
        "It was not run for all users before the disks were taken offline.",
        "Service was back for all users.",
        "All users were told of the outage.",
        "All users in Europe were locked out.",
        "All users with two factors were locked out.",
        "All Android users saw errors.",
        "All other users were slow.",
        "Everybody on the old plan was locked out.",
        "Everyone worked on the outage.",
        "Everyone joined the call after the crash.",
        "It will be fixed for all users before it is down again.",
        "To make sure that all users are safe, we blocked uploads.",
        "Between 1-5% of users were hit.",
        "The whole team was hit by flu, and errors were missed.",
        "Half of our users are in Europe.",
    ] {
        assert_eq!(percent(text), None, "{text}");
    }
}

#[test]
fn the_level_of_what_happened_here() {
    for (text, expected) in [
        ("The shop was down.", Some(Down)),
        ("The production team saw a complete outage.", Some(Down)),
        ("Pages were slow to load.", Some(Degraded)),
        ("Users met slow response times.", Some(Degraded)),
        ("The site was\ndown for an hour.", Some(Down)),
        ("We were slow to notice it.", None),
        ("Detection was delayed by an hour.", None),
        ("The error rate went down.", None),
        ("A replica was down.", None),
        ("The site was not down.", None),
        ("The site would have been down.", None),
        ("It could be down again.", None),
        ("If the shop is down, call us.", None),
        ("An alert fires once the shop is down.", None),
        ("GitHub said that its service was down.", None),
        ("A partial fix went out.", None),
        ("The job `slow` ran.", None),
        ("There was no latency.", None),
    ] {
        assert_eq!(level(text), expected, "{text}");
    }
}

#[test]
fn requests_that_failed() {
    let failed = |text| read_summary(text).1.impact.requests_failed.map(|fact| fact.value);
    for (text, expected) in [
        ("350 requests failed.", Some(350)),
        ("It led to about 3.7M failed requests.", Some(3_700_000)),
        ("We dropped 12 thousand API requests.", Some(12_000)),
        ("350 orders were lost.", None),
        ("It failed at 900 requests per second.", None),
        ("Of 10,000 requests some failed.", None),
        ("350 requests were served without errors.", None),
        ("Without retries 350 requests would have failed.", None),
    ] {
        assert_eq!(failed(text), expected, "{text}");
    }
}

#[test]
fn a_row_about_one_product_is_not_about_all() {
    let row = |first: &str| {
        percent(&format!(
            "| What | How it was |\n|---|---|\n| {first} | 94% of requests failed |"
        ))
    };
    assert_eq!(row("Video player"), None);
    assert_eq!(row("Impact"), Some(94.0));
}
