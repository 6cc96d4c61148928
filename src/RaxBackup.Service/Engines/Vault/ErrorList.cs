using System.Collections.Generic;
using System.Globalization;

namespace RaxBackup.Service.Engines.Vault;

/// <summary>The errors of one job; beyond the first ten thousand only their number is kept. Safe for several threads.</summary>
internal sealed class ErrorList
{
    public const int Most = 10_000;

    private readonly List<JobError> _errors = [];
    private long _more;

    public void Add(JobError error)
    {
        lock (_errors)
        {
            if (_errors.Count < Most)
            {
                _errors.Add(error);
            }
            else
            {
                _more++;
            }
        }
    }

    public IReadOnlyList<JobError> ToList()
    {
        lock (_errors)
        {
            var more = string.Create(CultureInfo.InvariantCulture, $"{_more} more errors are not listed");
            return _more == 0 ? [.. _errors] : [.. _errors, new JobError("", 0, more)];
        }
    }
}
