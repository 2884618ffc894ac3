//! The words that tell who was hit and when, as lists.

use crate::text::words::ByLetters;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Some of the lists below, a bit each: a word is looked up once, and then any of them is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Lists(u64);

impl Lists {
    /// The lists that a word is in.
    pub(super) fn of(word: &str) -> Self {
        let alike = TABLE.alike(word).iter();
        let found = alike.filter(|known| known.is(word));
        Self(found.fold(0, |all, known| all | known.lists.0))
    }

    /// Whether a list is among them.
    pub(super) const fn has(self, lists: Self) -> bool {
        self.0 & lists.0 != 0
    }
}

/// A word of a list.
struct Known {
    word: &'static str,
    /// Whether it stands for all words that begin so.
    begins: bool,
    lists: Lists,
}

impl Known {
    fn is(&self, word: &str) -> bool {
        match self.begins {
            true => word.starts_with(self.word),
            false => word == self.word,
        }
    }
}

impl AsRef<str> for Known {
    fn as_ref(&self) -> &str {
        self.word
    }
}

static TABLE: LazyLock<ByLetters<Known>> = LazyLock::new(|| {
    let mut all: BTreeMap<&str, u64> = BTreeMap::new();
    for (lists, words) in LISTS {
        for word in words.split_ascii_whitespace() {
            *all.entry(word).or_default() |= lists.0;
        }
    }
    ByLetters::new(all.into_iter().map(|(word, lists)| Known {
        word: word.strip_suffix('+').unwrap_or(word),
        begins: word.ends_with('+'),
        lists: Lists(lists),
    }))
});

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident: $words:literal;)*) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        enum Bit { $($name,)* }
        $($(#[$doc])* pub(super) const $name: Lists = Lists(1 << Bit::$name as u64);)*
        const LISTS: &[(Lists, &str)] = &[$(($name, $words),)*];
    };
}

// A plus after the beginning of a word stands for all that begin so.
words! {
    /// People, in the plural.
    PEOPLE: "users customers clients visitors people students players subscribers members employees accounts tenants \
        merchants viewers listeners readers shoppers drivers passengers patients guests buyers sellers developers \
        cardholders citizens households residents individuals borrowers policyholders pupils gamers learners applicants \
        taxpayers travellers travelers commuters teams userbase clientele";
    /// Groups of people: one of them is not one person.
    TEAMS: "teams userbase clientele";
    /// What people and programs ask for.
    REQUESTS: "requests transactions orders calls queries sessions logins checkouts payments messages emails jobs \
        builds launches uploads downloads traffic connections deliveries";
    /// Words that end the noun phrase in which the people are looked for.
    BREAKS: "in on at to for by from with without and or was were is are has had have who which that when while \
        during as than up service degradation availability uptime cpu memory capacity servers time";
    /// What is wrong with a service or done to its users.
    HARM: "affect+ impact+ fail+ error+ slow+ delay+ timeout+ timing+ outage+ unavailab+ inaccess+ unable+ unreach+ \
        unusable+ unrespons+ offline+ degrad+ disrupt+ interrupt+ crash+ broke+ blank+ block+ reject+ refus+ denied+ \
        disconnect+ drop+ missing+ stuck+ suffer+ experienc+ encounter+ trouble+ problem+ wrong+ incorrect+ corrupt+ \
        duplicat+ overcharg+ expose+ leak+ stolen+ phish+ compromis+ breach+ stale+ vanish+ disappear+ freez+ \
        frozen+ stall+ downtime+ incomplete+ undeliver+ bounc+ abort+ cancel+ prevent+ depriv+ stopp+ lock+ \
        intermittent+ hit hits hitting down lost lose losing loses loss late hung hang froze saw timed faced met \
        fault kicked empty latency bad halt halted issues";
    /// Who was not hit, or what was done for them.
    SPARED: "unaffected unimpacted unharmed spared fine ok okay normal normally restored restore recovered recover \
        resolved fixed notified notify informed inform told emailed asked advised communicated served serving serve \
        serves back succeeded successful successfully working works worked resumed healthy operational available \
        visible refund refunded credit credited compensated apology migrated upgraded enabled rolled rollout \
        deployed released shipped supports handles used online protected";
    /// What makes a sentence one about something that did not happen, or is to happen.
    UNREAL: "would wouldn't might will shall should shouldn't potentially possibly hypothetically theoretically \
        theory risk risked risks planned planning goal goals target targets threshold thresholds slo slos sla slas \
        objective objectives budget quota discount canary simulated simulation drill worst-case tested";
    /// What makes a sentence with a time one about a plan or a habit.
    PLANNED: "scheduled expected expects expect expecting every usually normally";
    /// What measures and warns.
    ALARMS: "alert+ alarm+ threshold+ pager+ monitor+ trigger+";
    /// Whose numbers are not ours.
    OTHERS: "provider providers vendor vendors upstream supplier hoster carrier registrar isp third-party aws amazon \
        azure microsoft gcp google cloudflare fastly akamai github gitlab okta auth0 stripe twilio sendgrid datadog \
        heroku digitalocean ovh hetzner linode pagerduty slack netlify vercel letsencrypt";
    /// What they do with their numbers.
    SAYING: "said says say reported reports states stated confirmed announced estimates estimated wrote writes \
        acknowledged published posted speaks claims claimed";
    /// What a number may follow where nothing but the number is said.
    APPROXIMATE: "about ~ ≈ approximately approx around roughly some nearly almost over up to more than at least an \
        estimated in total a of the - * • ( >";
    /// What only says that somebody spoke up: how many were hit is another number.
    SPOKE_UP: "report+ complain+ contact+ wrote+ tweet+ ask+ open+ confirm+ told+ notic+";
    /// What a number after it names and does not count: `error 502`, `order 350`.
    NAMED: "error errors http https status code codes response exit port version v release build ticket issue \
        incident pr order case job step phase tier level region shard node replica rack room zone line page section \
        gate no number id top first last next every per ios android windows java python php limit maximum max fewer \
        less under below usd eur gbp";
    /// What makes a bare number of four digits after it a year.
    BEFORE_YEAR: "in since until by during of early late mid spring summer autumn fall winter year q1 q2 q3 q4 \
        january february march april may june july august september october november december jan feb mar apr jun \
        jul aug sep sept oct nov dec , / - –";
    /// What goes down or is slow and is not the service that users see: measures, spares, tools.
    NOT_THE_SERVICE: "rate rates traffic load cpu usage memory utilisation utilization cost costs replica replicas \
        node nodes pod pods standby secondary backup backups staging canary laptop dashboard dashboards monitoring \
        alerting status";
    /// Who and what is slow, late or partial at work.
    WORK: "team+ detect+ react+ deploy+ rollout+ roll+ escalat+ communicat+ fix+ mitigat+ recover+ restor+ resol+ \
        notic+ realis+ realiz+ respond+ identif+";
    /// Beside a time: when it began.
    START: "from between start started starting starts began begin begins beginning since onset occurred occured";
    /// Beside a time: when it was over.
    END: "until till til end ended ending ends restored resolved recovered fixed resolution restoration";
    /// Before `until` and a time: what ended then.
    WELL: "recover+ stable healthy fine normal+ worked working held available";
    /// Beside a time: when users were well again.
    MITIGATED: "mitigated mitigation";
    /// Beside a time: when somebody noticed.
    DETECTED: "detected detection noticed discovered alerted alert alerts alarm paged reported reports report \
        notified aware";
    /// Of these, what whoever writes may do later.
    TOLD: "reported reports report notified";
    /// Beside a time: what else was done then.
    OTHER: "identified deployed pushed merged posted published written escalated released upgraded updated opened \
        created introduced bought met meeting scheduled planned announced deploying deploy maintenance";
    /// What tells of something that fails.
    TROUBLE: "unavailab+ offline+ outage+ fail+ error+ slow+ degrad+ unable+ couldn+ cannot+ nobody+ unreach+ \
        inaccess+ interrupt+ disrupt+ incident+ impact+ affect+ broke+ lost+ dark+ stop+ stuck+ crash+ timeout+ \
        timed+ delay+ blank+ reject+ compromis+ unusab+ hung+ hang+ impair+ stale+ refus+ shut+ unrespons+ evict+ \
        empty+ thrown+ killed+ mistake+ accident+ corrupt+ missing+ problem+ unauthori+ exhaust+ overload+ \
        exception+ panic+ backlog+ expired+ gone+ down no not full wrong behind still";
    /// Before a length of time that an outage took.
    LASTED: "lasted lasting lasts duration total spanned downtime outage";
    /// What was so for a length of time.
    OUT: "down+ offline+ unavailable+ inaccessible+ unusable+ outage+ out+ halt+ disrupt+ interrupt+ degrad+ slow+";
    /// What a part of all begins with.
    PARTS: "half two-thirds three-quarters one-third one-quarter one-fifth a";
    /// What all of them begin with.
    ALL: "all everyone everybody every each";
    /// What is in a sentence that tells of something else than this incident, or of it as it might have been.
    ASIDE: "previous+ usual+ typical+ would+ might+ should+ each+ every+ similar+ planned+ schedul+ maintenance+ \
        timeout+ retention+ interval+ expect+ estimat+ outages+ interruptions+ incidents+ intermittent+ period+ \
        sporadic+ another+ additional+ further+ average+ median+";
}
