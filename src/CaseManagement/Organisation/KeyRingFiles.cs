using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Logging;

namespace HaoChaPing.CaseManagement.Organisation;

/// <summary>The key ring's files; the folder is made when the first key is asked for, and not where nobody asks.</summary>
internal sealed class KeyRingFiles(KeyFolder keys, ILoggerFactory log) : IXmlRepository
{
    private readonly Lazy<FileSystemXmlRepository> _files = new(() => new FileSystemXmlRepository(keys.Made(), log));

    public IReadOnlyCollection<XElement> GetAllElements() => _files.Value.GetAllElements();

    public void StoreElement(XElement element, string friendlyName) => _files.Value.StoreElement(element, friendlyName);
}
