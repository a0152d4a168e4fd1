namespace HaoChaPing.CaseManagement.Organisation;

/// <summary>The acts a permission can name. Those of a pack's roles come from the schema's vocabulary; the rest are the platform's own.</summary>
public static class Acts
{
    public const string ReadCase = "readCase";
    /// <summary>Puts a file beside the work: everybody who works on cases, nobody who only reads.</summary>
    public const string Attach = "attach";
    public const string SubmitIntake = "submitIntake";
    /// <summary>Has a file of services or ratings taken in, as the channel systems that it comes from would deliver it.</summary>
    public const string Import = "import";
    public const string ReadOrdinance = "readOrdinance";
    public const string Administer = "administer";
    public const string Dispatch = "dispatch";
    public const string Accept = "accept";
    public const string ContactRater = "contactRater";
    public const string Verify = "verify";
    public const string Classify = "classify";
    public const string Rectify = "rectify";
    public const string Reply = "reply";
    public const string Upload = "upload";
    public const string Urge = "urge";
    public const string Audit = "audit";
    public const string PiiRead = "piiRead";
    public const string PackEdit = "packEdit";
    public const string PackPublish = "packPublish";
    /// <summary>Looks at workflow definitions, and at the instances of what one may see anyway.</summary>
    public const string WorkflowRead = "workflowRead";
    public const string WorkflowEdit = "workflowEdit";
    public const string WorkflowPublish = "workflowPublish";
    public const string ExtensionSignOff = "extensionSignOff";
    public const string FollowUp = "followUp";
    public const string ExtensionRequest = "extensionRequest";
    public const string ExtensionApprove = "extensionApprove";
    public const string AppealFile = "appealFile";
    public const string AppealDecide = "appealDecide";
    public const string Coordinate = "coordinate";
    public const string RehandleOrder = "rehandleOrder";
    public const string SpotCheck = "spotCheck";
    public const string AccountabilityOpen = "accountabilityOpen";
    public const string AccountabilityDecide = "accountabilityDecide";
    public const string Refer = "refer";
    public const string RegisterMalicious = "registerMalicious";
}
