//! The words that tell who was hit, as lists.

use std::sync::LazyLock;

/// Words to look up.
pub(super) struct Words(Vec<&'static str>);

impl Words {
    fn new(words: &'static str) -> Self {
        let mut words: Vec<_> = words.split_ascii_whitespace().collect();
        words.sort_unstable();
        Self(words)
    }

    /// The word as the list has it.
    pub(super) fn get(&self, word: &str) -> Option<&'static str> {
        let found = self.0.binary_search(&word).ok()?;
        self.0.get(found).copied()
    }

    /// Whether a word is one of them.
    pub(super) fn has(&self, word: &str) -> bool {
        self.get(word).is_some()
    }

    /// Whether a word begins like one of them.
    pub(super) fn begin(&self, word: &str) -> bool {
        let first = |word: &str| word.bytes().next();
        let from = self.0.partition_point(|start| first(start) < first(word));
        let alike = self.0.iter().skip(from);
        let mut alike = alike.take_while(|start| first(start) == first(word));
        alike.any(|start| word.starts_with(start))
    }
}

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident: $words:literal;)*) => {
        $($(#[$doc])* pub(super) static $name: LazyLock<Words> = LazyLock::new(|| Words::new($words));)*
    };
}

words! {
    /// People, in the plural.
    PEOPLE: "users customers clients visitors people students players subscribers members employees accounts tenants \
        merchants viewers listeners readers shoppers drivers passengers patients guests buyers sellers developers \
        teams userbase clientele";
    /// Groups of people: one of them is not one person.
    TEAMS: "teams userbase clientele";
    /// What people and programs ask for.
    REQUESTS: "requests transactions orders calls queries sessions logins checkouts payments messages emails jobs builds \
        launches uploads downloads traffic connections deliveries";
    /// Words that end the noun phrase in which the people are looked for.
    BREAKS: "in on at to for by from with without and or was were is are has had have who which that when while during as \
        than up service degradation availability uptime cpu memory capacity servers time";
    /// What is wrong with a service or done to its users: beginnings of words.
    HARM: "affect impact fail error slow delay timeout timing outage unavailab inaccess unable unreach unusable \
        unrespons offline degrad disrupt interrupt crash broke blank block reject refus denied disconnect drop \
        missing stuck suffer experienc encounter trouble problem wrong incorrect corrupt duplicat overcharg expose \
        leak stolen phish compromis breach stale vanish disappear freez frozen stall downtime incomplete undeliver \
        bounc abort cancel prevent depriv stopp lock intermittent";
    /// The same, as whole words.
    HARM_WORDS: "hit hits hitting down lost lose losing loses loss late hung hang froze saw timed faced met fault kicked \
        empty latency bad halt halted issues";
    /// Who was not hit, or what was done for them.
    SPARED: "unaffected unimpacted unharmed spared fine ok okay normal normally restored restore recovered recover \
        resolved fixed notified notify informed inform told emailed asked advised communicated served serving serve \
        serves back succeeded successful successfully working works worked resumed healthy operational available \
        visible refund refunded credit credited compensated apology migrated upgraded enabled rolled rollout \
        deployed released shipped supports handles used online protected";
    /// What makes a sentence one about something that did not happen, or is to happen.
    UNREAL: "would wouldn't might will shall should shouldn't potentially possibly hypothetically theoretically theory \
        risk risked risks planned planning goal goals target targets threshold thresholds slo slos sla \
        slas objective objectives budget quota discount canary simulated simulation drill worst-case tested";
    /// What measures and warns.
    ALARMS: "alert alarm threshold pager monitor trigger";
    /// Whose numbers are not ours.
    OTHERS: "provider providers vendor vendors upstream supplier hoster carrier registrar isp third-party aws amazon \
        azure microsoft gcp google cloudflare fastly akamai github gitlab okta auth0 stripe twilio sendgrid datadog \
        heroku digitalocean ovh hetzner linode pagerduty slack netlify vercel letsencrypt";
    /// What they do with their numbers.
    SAYING: "said says say reported reports states stated confirmed announced estimates estimated wrote writes \
        acknowledged published posted speaks claims claimed";
    /// What a number may follow where nothing but the number is said.
    APPROXIMATE: "about ~ ≈ approximately approx around roughly some nearly almost over up to more than at least an estimated \
        in total a of the - * • ( >";
    /// What only says that somebody spoke up: how many were hit is another number.
    SPOKE_UP: "report complain contact wrote tweet ask open confirm told notic";
    /// What a number after it names and does not count: `error 502`, `order 350`.
    NAMED: "error errors http https status code codes response exit port version v release build ticket issue incident \
        pr order case job step phase tier level region shard node replica rack room zone line page section gate no \
        number id top first last next every per ios android windows java python php limit maximum max fewer less \
        under below usd eur gbp";
    /// What makes a bare number of four digits after it a year.
    BEFORE_YEAR: "in since until by during of early late mid spring summer autumn fall winter year q1 q2 q3 q4 january \
        february march april may june july august september october november december jan feb mar apr jun jul aug \
        sep sept oct nov dec , / - –";
    /// What goes down or is slow and is not the service that users see: measures, spares, tools.
    NOT_THE_SERVICE: "rate rates traffic load cpu usage memory utilisation utilization cost costs replica replicas node nodes pod \
        pods standby secondary backup backups staging canary laptop dashboard dashboards monitoring alerting status";
    /// Who and what is slow, late or partial at work: beginnings of words.
    WORK: "team detect react deploy rollout roll escalat communicat fix mitigat recover restor resol notic \
        realis realiz respond identif";
}
