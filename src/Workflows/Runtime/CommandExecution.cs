using HaoChaPing.Workflows.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace HaoChaPing.Workflows.Runtime;

/// <summary>Executes one command in its scope and consumes it: effect and consumption are saved together.</summary>
internal sealed class CommandExecution(WorkflowDbContext db, InstanceRunner runner, IServiceProvider services)
{
    /// <summary>The instance that is being run, or was when the command failed.</summary>
    public string? InstanceId { get; private set; }

    /// <summary>Runs a command that was read within the present transaction.</summary>
    public async Task RunAsync(WorkflowCommand command, CancellationToken cancellationToken)
    {
        db.Attach(command); // a handler that looks at the stream's commands finds this one
        InstanceId = command.InstanceId;
        await ExecuteAsync(command, cancellationToken);
        db.Commands.Remove(command);
        await db.SaveChangesAsync(acceptAllChangesOnSuccess: false, cancellationToken); // the scope ends here, and with it what it tracked
    }

    private Task ExecuteAsync(WorkflowCommand command, CancellationToken cancellationToken) => command.Kind switch
    {
        CommandKinds.Start => runner.StartAsync(command, cancellationToken),
        CommandKinds.Resume => runner.ResumeAsync(command, cancellationToken),
        CommandKinds.Signal => runner.SignalAsync(command, running => InstanceId = running, cancellationToken),
        CommandKinds.Publish => runner.PublishAsync(command, cancellationToken),
        CommandKinds.Trigger => runner.TriggerAsync(command, cancellationToken),
        CommandKinds.Cancel => runner.CancelAsync(command, cancellationToken),
        var kind when kind.StartsWith(CommandKinds.Operations, StringComparison.Ordinal) => runner.OperateAsync(command, cancellationToken),
        _ => HandlerOf(command.Kind).HandleAsync(command, cancellationToken),
    };

    private IStreamCommandHandler HandlerOf(string kind) =>
        services.GetServices<IStreamCommandHandler>().SingleOrDefault(handler => handler.Kind == kind)
        ?? throw new InvalidOperationException($"Expected a handler for command kind '{kind}', but none is registered.");
}
