namespace HaoChaPing.Workflows.Execution;

/// <summary>An activity that runs other activities and decides what follows when one of them ends.</summary>
internal abstract class Container : Activity
{
}
