using Microsoft.JSInterop;

namespace HaoChaPing.Designer.Blazor.Shared;

/// <summary>Telling the browser something: whoever has closed the page meanwhile misses nothing.</summary>
public static class Speaking
{
    /// <summary>Calls a function of our scripts; false when nobody is there any more.</summary>
    public static async ValueTask<bool> TellAsync(this IJSRuntime js, string function, params object?[] arguments)
    {
        try
        {
            await js.InvokeVoidAsync(function, arguments);
            return true;
        }
        catch (Exception e) when (e is JSDisconnectedException or TaskCanceledException)
        {
            return false; // the tab was closed: what was handed in is stored, there is nobody to tell
        }
    }

    /// <summary>Asks a function of our scripts for a text; null when nobody is there any more.</summary>
    public static async ValueTask<string?> AskAsync(this IJSRuntime js, string function, params object?[] arguments)
    {
        try
        {
            return await js.InvokeAsync<string?>(function, arguments);
        }
        catch (Exception e) when (e is JSDisconnectedException or TaskCanceledException)
        {
            return null;
        }
    }
}
