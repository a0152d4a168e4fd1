namespace HaoChaPing.CaseManagement.Ordinances;

/// <summary>Which document a pack carries, and its standing.</summary>
/// <param name="Id">Pack code, also the region's, such as <c>AK</c>.</param>
/// <param name="Version">Version of the pack.</param>
/// <param name="Title">The document's title.</param>
/// <param name="Issuer">Who issued it.</param>
/// <param name="LegalStatus"><c>draft</c>, <c>trial</c>, <c>inForce</c>, <c>repealed</c>.</param>
/// <param name="DocNumber">Number of the document (文号).</param>
/// <param name="EffectiveFrom">First day in force; null where the document names none.</param>
/// <param name="EffectiveTo">Last day in force.</param>
/// <param name="ParentPack">The pack this one refines.</param>
/// <param name="InterpretationAuthority">Who interprets it.</param>
/// <param name="Basis">The documents it rests on.</param>
public sealed record PackMeta(
    string Id, string Version, string Title, string Issuer, string LegalStatus, string? DocNumber = null, DateOnly? EffectiveFrom = null,
    DateOnly? EffectiveTo = null, string? ParentPack = null, string? InterpretationAuthority = null, IReadOnlyList<string>? Basis = null);

/// <summary>A role of the ordinance and what its holders may do.</summary>
public sealed record PackRole(string Code, string Name, string Level, IReadOnlyList<string> Permissions, string? AliasOf = null);

/// <summary>A channel citizens rate through. <c>social</c> ones bring no service with them (AK-12).</summary>
public sealed record PackChannel(string Code, string Name, string Kind, bool Enabled = true, string? Page = null, bool StaffPrompt = false,
    IReadOnlyList<string>? Forms = null, IReadOnlyList<string>? Modes = null, bool OperatorForm = false);

/// <summary>How work orders travel from level to level.</summary>
public sealed record PackRouting(
    IReadOnlyList<RoutingRule>? Rules = null, IReadOnlyDictionary<string, string>? ByCause = null, Duration? DispatchLimit = null, bool ReassignmentResetsClock = false,
    IReadOnlyList<string>? Principles = null)
{
    /// <summary>Role codes hop by hop, the handling role last (AK-13b): the first rule whose conditions all hold. Null when none does.</summary>
    public IReadOnlyList<string>? PathFor(string unitLevel, string cause)
    {
        var facts = new Dictionary<string, string> { ["unitLevel"] = unitLevel, ["cause"] = cause };
        return Rules?.FirstOrDefault(rule => rule.When.All(condition => facts.GetValueOrDefault(condition.Key) == condition.Value))?.Path;
    }
}

/// <summary>One routing rule: its conditions and the path of role codes.</summary>
public sealed record RoutingRule(IReadOnlyDictionary<string, string> When, IReadOnlyList<string> Path);

/// <summary>A named limit (ordinance-pack §1). <c>Limit</c> null means none.</summary>
/// <param name="Limit">How long.</param>
/// <param name="Anchor">The event it counts from.</param>
/// <param name="Stated">False where the ordinance gives no value.</param>
/// <param name="OnExpiry">What happens when it has passed.</param>
/// <param name="Counting">Counting rules of this timer that differ from the pack's.</param>
/// <param name="WarnBefore">Lead times of the warnings.</param>
/// <param name="Confirmed">An administrator has confirmed a value that is not stated.</param>
/// <param name="Ref">Requirement id, such as <c>AK-15-1b</c>.</param>
public sealed record PackTimer(
    Duration? Limit, string Anchor, bool Stated, string OnExpiry = "none", CountingSettings? Counting = null, IReadOnlyList<Duration>? WarnBefore = null,
    bool Confirmed = false, string? Ref = null)
{
    /// <summary>Whether what it limits may still be done late, and is then marked (X-CLK-9); other timers close a window or send something.</summary>
    public bool MarksOverdue => OnExpiry == "markOverdue";
}

/// <summary>How a case is handled.</summary>
public sealed record PackCase(
    IReadOnlyList<string> OpenOn, IReadOnlyList<string> ClosedLoop, string InvalidOutcome, IReadOnlyDictionary<string, string> Clock,
    IReadOnlyList<CaseClass>? Classes = null, VerificationRules? Verification = null, ExtensionRules? Extension = null,
    ReclassificationRules? Reclassification = null, RehandleRules? Rehandle = null, string RectifyLimitMode = "pack", string? Workflow = null,
    LaterDeadlineRules? LaterDeadline = null, CoordinationRules? Coordination = null, string? ReportInvalidTo = null, string? UploadOpinion = null)
{
    /// <summary>The verifier names the last day of the rectification (GD-15b).</summary>
    public bool LimitPerCase => RectifyLimitMode == "perCase";

    /// <summary>The class with this code, or null.</summary>
    public CaseClass? Class(string? code) => Classes?.FirstOrDefault(c => c.Code == code);
}

/// <summary>A class of cases and its timers; the last one is the limit of the whole case.</summary>
public sealed record CaseClass(string Code, IReadOnlyList<string> Timers, string? Name = null, bool OnTheSpot = false)
{
    /// <summary>The class of what several departments handle together.</summary>
    public const string Complex = "complex";
}

public sealed record VerificationRules(bool ContactRequired = false, string? Team = null, string? DueMeans = null, IReadOnlyList<string>? Fields = null);

/// <summary>Whether and how a due date may be extended (延期).</summary>
public sealed record ExtensionRules(
    bool Enabled = false, IReadOnlyList<string>? Classes = null, IReadOnlyList<string>? Requires = null, string? Approver = null, int MaxTimes = 0,
    string CountFrom = ExtensionRules.OriginalDue, string? Workflow = null)
{
    public const string OriginalDue = "originalDue";
    public const string Approval = "approval";

    /// <summary>Whether a case of this class may be extended; one without a class may .</summary>
    public bool AppliesTo(string? @class) => @class is null || Classes is null || Classes.Contains(@class);
}

public sealed record ReclassificationRules(bool RestartClock = false);

/// <summary>Whether the unit may name a later day by itself, with its reason (YS-13c).</summary>
public sealed record LaterDeadlineRules(bool Enabled = false, IReadOnlyList<string>? Requires = null, string? Approval = null, int? Max = null);

/// <summary>Joint handling by several departments (会商).</summary>
/// <param name="Enabled">Whether the place has it.</param>
/// <param name="Convenor">Who convenes: a role, or a resolver such as <c>sameLevelApprovalDept</c>.</param>
/// <param name="MinParticipants">Fewest units that take part.</param>
/// <param name="Minutes"><c>required</c> or <c>optional</c>.</param>
/// <param name="Workflow">The definition it runs on.</param>
public sealed record CoordinationRules(bool Enabled = false, string? Convenor = null, int MinParticipants = 2, string? Minutes = null, string? Workflow = null);

/// <summary>Appeal against a rating held to be mistaken or malicious, and its review.</summary>
/// <param name="Enabled">Whether the ordinance knows it.</param>
/// <param name="Applicants"><c>institution</c>, <c>staff</c>.</param>
/// <param name="Form"><c>written</c> asks for the document, <c>online</c> for nothing more.</param>
/// <param name="EvidenceRequired">Files must be attached.</param>
/// <param name="Reviewer">Who reviews: a role or a resolver.</param>
/// <param name="Methods">How it may be checked; at least one is recorded where the list is given (TJ-21b).</param>
/// <param name="Outcomes">What the review may find; <c>valid</c> lets the rating stand.</param>
/// <param name="NotifyApplicant">The applicant is told.</param>
/// <param name="NotifyRegistrar">The unit that registered the rating is told (SP-9.3b).</param>
/// <param name="Workflow">The definition it runs on.</param>
public sealed record AppealRules(
    bool Enabled = false, IReadOnlyList<string>? Applicants = null, string? Form = null, bool EvidenceRequired = false, string? Reviewer = null,
    IReadOnlyList<string>? Methods = null, IReadOnlyList<string>? Outcomes = null, bool NotifyApplicant = false, bool NotifyRegistrar = false, string? Workflow = null);

/// <summary>Asking the rater after the case is closed (回访).</summary>
/// <param name="Enabled">Whether the place does it.</param>
/// <param name="PerformedBy">Who asks: a role or a resolver.</param>
/// <param name="Channels"><c>phone</c>, <c>sms</c>.</param>
/// <param name="Outcomes"><c>satisfied</c>, <c>dissatisfied</c>.</param>
/// <param name="Schedule"><c>onCaseClosed</c> opens the visit by itself; null leaves it to the people.</param>
/// <param name="Workflow">The definition it runs on.</param>
public sealed record FollowUpRules(
    bool Enabled = false, string? PerformedBy = null, IReadOnlyList<string>? Channels = null, IReadOnlyList<string>? Outcomes = null, string? Schedule = null, string? Workflow = null);

/// <summary>What people answer for.</summary>
/// <param name="Triggers">The grounds the ordinance names.</param>
/// <param name="Bodies">Who decides.</param>
/// <param name="Actions">What may follow.</param>
/// <param name="Ladder">The measures in rising order (SP-8.4b).</param>
/// <param name="Referral">Transfer of leads to discipline inspection (GD-20).</param>
public sealed record AccountabilityRules(
    IReadOnlyList<AccountabilityTrigger>? Triggers = null, IReadOnlyList<string>? Bodies = null, IReadOnlyList<string>? Actions = null, IReadOnlyList<string>? Ladder = null,
    ReferralRules? Referral = null)
{
    /// <summary>The ground with this code, or null.</summary>
    public AccountabilityTrigger? Trigger(string code) => Triggers?.FirstOrDefault(t => t.Code == code);
}

public sealed record AccountabilityTrigger(string Code, string? Ref = null);

public sealed record ReferralRules(bool Enabled = false, string? Ref = null);

/// <summary>Who draws samples of finished cases (抽查).</summary>
public sealed record SpotCheckRules(IReadOnlyList<string>? By = null, string? Schedule = null);

public sealed record RehandleRules(int Max = 0, string? Requires = null, bool AllowExtension = false);

/// <summary>Data duties of the place.</summary>
public sealed record PackData(IReadOnlyList<UploadTarget>? Upload = null);

/// <summary>An upper platform that ratings and steps are reported to.</summary>
public sealed record UploadTarget(string Target, string? Mode = null, string? By = null);
