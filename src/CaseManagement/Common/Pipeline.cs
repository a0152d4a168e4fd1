namespace HaoChaPing.CaseManagement.Common;

/// <summary>Marks a request that changes something: it runs in one store transaction, committed when the answer is no refusal.</summary>
public interface IChange
{
    /// <summary>The stream (case number) whose writer's lock the change needs; null when it touches no case.</summary>
    string? Stream => null;
}
