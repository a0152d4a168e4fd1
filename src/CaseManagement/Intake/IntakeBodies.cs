using HaoChaPing.CaseManagement.Cases;

namespace HaoChaPing.CaseManagement.Intake;

/// <summary>A service instance as a business system delivers it. A repetition may leave out what it does not change, and may add <c>completedAt</c> and visits.</summary>
/// <param name="Region">Place code, such as <c>AK</c>.</param>
/// <param name="ExternalId">The business system's own id.</param>
/// <param name="SerialNo">业务流水号.</param>
/// <param name="Item">Catalogue item.</param>
/// <param name="Kind"><c>matter</c> (default) or <c>consultation</c>.</param>
/// <param name="Mode"><c>online</c>, <c>kiosk</c>, <c>window</c>, <c>mixed</c>.</param>
/// <param name="Unit">Code of the handling unit.</param>
/// <param name="Place">Hall.</param>
/// <param name="Window">Window number.</param>
/// <param name="Platform">Platform it ran on.</param>
/// <param name="Staff">Number of the staff member.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="CompletedAt">When it was finished; may come later with the same external id.</param>
/// <param name="Visits">Visits so far.</param>
/// <param name="Applicant">The applicant.</param>
/// <param name="BatchId">One application of several matters.</param>
/// <param name="ThemeId">One bundle (“一件事”) of matters.</param>
/// <param name="JointApproval">Joint approval of several departments.</param>
public sealed record ServiceBody(
    string Region, string ExternalId, string? SerialNo = null, ServiceItemBody? Item = null, string? Kind = null, string? Mode = null, string? Unit = null,
    string? Place = null, string? Window = null, string? Platform = null, string? Staff = null, DateTimeOffset? StartedAt = null, DateTimeOffset? CompletedAt = null,
    IReadOnlyList<ServiceVisit>? Visits = null, PersonBody? Applicant = null, string? BatchId = null, string? ThemeId = null, bool? JointApproval = null);

public sealed record ServiceItemBody(string Code, string Name);

/// <summary>A person or organisation.</summary>
/// <param name="Kind"><c>naturalPerson</c>, <c>legalPerson</c>, <c>otherOrganisation</c>.</param>
/// <param name="Name">Name.</param>
/// <param name="IdNumber">Number of the identity document.</param>
/// <param name="Phone">Telephone.</param>
/// <param name="Verified">The channel has verified the identity.</param>
public sealed record PersonBody(string Kind, string? Name = null, string? IdNumber = null, string? Phone = null, bool Verified = false);

/// <summary>One rating as a channel delivers it.</summary>
/// <param name="Region">Place code.</param>
/// <param name="Channel">Channel code of the place's pack.</param>
/// <param name="ExternalId">The channel's own id; the same again answers the first answer.</param>
/// <param name="Level">Level code of the pack; a key or a reply stands for it where the channel takes those.</param>
/// <param name="ServiceExternalId">The service rated; only social channels may leave it out.</param>
/// <param name="Target"><c>item</c>, <c>staff</c>, <c>both</c> or what else the pack rates.</param>
/// <param name="Scope"><c>single</c> (default), <c>batch</c>, <c>overall</c>, <c>additional</c>, <c>supplementary</c>.</param>
/// <param name="Reasons">Ticked reasons.</param>
/// <param name="Parts">With <c>both</c>: reasons of each part, by target.</param>
/// <param name="Text">The rater's words.</param>
/// <param name="Public">False when the rater does not want it public, where the pack leaves that choice.</param>
/// <param name="Rater">Who rates, as far as told.</param>
/// <param name="RatedAt">When; now if left out.</param>
/// <param name="Stage">The stage rated.</param>
/// <param name="Visit">The visit rated; the latest one if left out.</param>
/// <param name="Unit">Who answers for a hall that is rated without a service.</param>
/// <param name="Place">The hall rated without a service.</param>
/// <param name="Entry">How it came in, where the channel has several ways.</param>
public sealed record RatingBody(
    string Region, string Channel, string ExternalId, string? Level = null, string? ServiceExternalId = null, string? Target = null, string? Scope = null,
    IReadOnlyList<ReasonBody>? Reasons = null, IReadOnlyDictionary<string, PartBody>? Parts = null, string? Text = null, bool Public = true,
    PersonBody? Rater = null, DateTimeOffset? RatedAt = null, string? Stage = null, string? Visit = null, string? Unit = null, string? Place = null,
    EntryBody? Entry = null);

/// <summary>How a rating came in at its channel.</summary>
/// <param name="Form">One of the channel's forms or modes, such as <c>paper</c>, <c>keypad</c>, <c>smsReply</c>; <c>operator</c> at the hotline.</param>
/// <param name="Input">The key pressed or the reply sent: 1 is the best level.</param>
/// <param name="Operator">Who took down what the caller said.</param>
/// <param name="CallNumber">The caller's number.</param>
/// <param name="Scan">The scanned paper form, an attachment.</param>
public sealed record EntryBody(string? Form = null, string? Input = null, string? Operator = null, string? CallNumber = null, Guid? Scan = null);

/// <summary>A ticked reason (<c>code</c>), its words, or both.</summary>
public sealed record ReasonBody(string? Code = null, string? Text = null);

public sealed record PartBody(IReadOnlyList<ReasonBody>? Reasons = null, string? Text = null);
