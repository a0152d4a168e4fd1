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
public sealed record PackChannel(string Code, string Name, string Kind, bool Enabled = true, string? Page = null, bool StaffPrompt = false);

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
    ReclassificationRules? Reclassification = null, RehandleRules? Rehandle = null, string RectifyLimitMode = "pack", string? Workflow = null)
{
    /// <summary>The class with this code, or null.</summary>
    public CaseClass? Class(string? code) => Classes?.FirstOrDefault(c => c.Code == code);
}

/// <summary>A class of cases and its timers; the last one is the limit of the whole case.</summary>
public sealed record CaseClass(string Code, IReadOnlyList<string> Timers, string? Name = null, bool OnTheSpot = false);

public sealed record VerificationRules(bool ContactRequired = false, string? Team = null, string? DueMeans = null, IReadOnlyList<string>? Fields = null);

/// <summary>Whether and how a due date may be extended (延期).</summary>
public sealed record ExtensionRules(
    bool Enabled = false, IReadOnlyList<string>? Classes = null, IReadOnlyList<string>? Requires = null, string? Approver = null, int MaxTimes = 0,
    string CountFrom = ExtensionRules.OriginalDue, string? Workflow = null)
{
    public const string OriginalDue = "originalDue";
    public const string Approval = "approval";
}

public sealed record ReclassificationRules(bool RestartClock = false);

public sealed record RehandleRules(int Max = 0, string? Requires = null, bool AllowExtension = false);

/// <summary>Data duties of the place.</summary>
public sealed record PackData(IReadOnlyList<UploadTarget>? Upload = null);

/// <summary>An upper platform that ratings and steps are reported to.</summary>
public sealed record UploadTarget(string Target, string? Mode = null, string? By = null);
