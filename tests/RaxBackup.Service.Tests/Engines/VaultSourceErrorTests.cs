using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using RaxBackup.Service.Engines;
using RaxBackup.Service.Engines.Vault;
using Xunit;

namespace RaxBackup.Service.Tests.Engines;

public sealed class VaultSourceErrorTests
{
    [Fact]
    public async Task A_file_that_may_not_be_read_is_an_error_and_the_others_go_on()
    {
        var disk = new FaultyDisk();
        using var place = new VaultPlace(disk);
        var closed = place.Write("b", "closed");
        place.Write("a", "1");
        place.Write("c", "2");
        disk.BeforeOpen = path => FaultyDisk.FailIf(path == closed, new DiskException(path, DiskException.EACCES, "Permission denied"));

        var outcome = await place.Backup();
        await place.Restore();

        Assert.Equal([new JobError(closed, 13, "Permission denied")], outcome.Errors);
        Assert.Equal((3, 2), (outcome.FilesSearched, outcome.FilesBackedUp));
        Assert.Equal(["a", "c"], Directory.GetFiles(place.Restored("")).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task A_file_that_vanishes_between_listing_and_opening_is_an_error()
    {
        var disk = new FaultyDisk();
        using var place = new VaultPlace(disk);
        var gone = place.Write("a", "1");
        place.Write("b", "2");
        disk.BeforeOpen = path => File.Delete(gone);

        var outcome = await place.Backup();

        Assert.Equal([(gone, 2)], outcome.Errors.Select(error => (error.Path, error.Code)));
        Assert.Equal(1, outcome.FilesBackedUp);
    }

    [Fact]
    public async Task A_file_swapped_for_a_link_or_a_pipe_is_not_read()
    {
        var disk = new FaultyDisk();
        using var place = new VaultPlace(disk);
        var first = place.Write("a", "1");
        var second = place.Write("b", "2");
        disk.BeforeOpen = path =>
        {
            File.Delete(path);
            if (path == first)
            {
                File.CreateSymbolicLink(path, "/etc/passwd");
            }
            else
            {
                Run("mkfifo", path);
            }
        };

        var outcome = await place.Backup();
        await place.Restore();

        Assert.Equal([first, second], outcome.Errors.Select(error => error.Path));
        Assert.Empty(Directory.GetFiles(place.Restored("")));
    }

    [Fact]
    public async Task A_file_that_grows_while_it_is_read_is_stored_as_it_was_opened()
    {
        var disk = new FaultyDisk();
        using var place = new VaultPlace(disk);
        var data = VaultPlace.Noise(5_000_000, 1);
        var log = place.Write("log", data);
        disk.BeforeRead = offset =>
        {
            if (offset == 0)
            {
                File.AppendAllText(log, "more");
            }
        };

        var outcome = await place.Backup();
        await place.Restore();

        Assert.Empty(outcome.Errors);
        Assert.Equal(data, File.ReadAllBytes(place.Restored("log")));
        disk.BeforeRead = null;
        Assert.Equal(1, (await place.Backup(2)).FilesBackedUp);
    }

    [Theory]
    [InlineData(5_000_000)]
    [InlineData(5_000)]
    public async Task A_file_cut_short_while_it_is_read_is_stored_as_far_as_it_went_and_that_is_an_error(int size)
    {
        var disk = new FaultyDisk();
        using var place = new VaultPlace(disk);
        var data = VaultPlace.Noise(size, 1);
        var file = place.Write("file", data);
        disk.BeforeRead = offset =>
        {
            if (offset == 0)
            {
                using var handle = File.OpenHandle(file, FileMode.Open, FileAccess.Write);
                RandomAccess.SetLength(handle, size / 2);
            }
        };

        var outcome = await place.Backup();
        await place.Restore();

        Assert.Equal(file, Assert.Single(outcome.Errors).Path);
        Assert.StartsWith("Changed while read", outcome.Errors[0].Message);
        Assert.Equal(data[..(size / 2)], File.ReadAllBytes(place.Restored("file")));
    }

    [Fact]
    public async Task A_file_that_fails_in_the_middle_is_an_error_and_in_no_backup()
    {
        var disk = new FaultyDisk();
        using var place = new VaultPlace(disk);
        var file = place.Write("large", VaultPlace.Noise(9_000_000, 1));
        place.Write("small", "1");
        disk.BeforeRead = offset => FaultyDisk.FailIf(offset > 4_000_000, new DiskException(file, DiskException.EIO, "Input/output error"));

        var outcome = await place.Backup();
        await place.Restore();

        Assert.Equal([new JobError(file, 5, "Input/output error")], outcome.Errors);
        Assert.Equal(["small"], Directory.GetFiles(place.Restored("")).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_name_that_is_not_UTF8_is_an_error()
    {
        using var place = new VaultPlace();
        place.Write("good", "1");
        Run("sh", "-c", $"printf 2 > \"{place.Source}/$(printf 'bad\\377name')\"; ln -s \"$(printf 'bad\\377target')\" \"{place.Source}/link\"");

        var outcome = await place.Backup();

        Assert.Equal(
            [(Path.Combine(place.Source, "bad\uFFFDname"), 84), (Path.Combine(place.Source, "link"), 84)],
            outcome.Errors.Select(error => (error.Path, error.Code)));
        Assert.Equal(1, outcome.FilesBackedUp);
    }

    [Fact]
    public async Task Pipes_and_sockets_are_left_out_without_a_word()
    {
        using var place = new VaultPlace();
        place.Write("file", "1");
        Run("mkfifo", Path.Combine(place.Source, "pipe"));
        using var socket = new System.Net.Sockets.Socket(
            System.Net.Sockets.AddressFamily.Unix, System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Unspecified);
        socket.Bind(new System.Net.Sockets.UnixDomainSocketEndPoint(Path.Combine(place.Source, "socket")));

        var outcome = await place.Backup();

        Assert.Empty(outcome.Errors);
        Assert.Equal(1, outcome.FilesSearched);
    }

    [Fact]
    public async Task A_path_longer_than_the_system_takes_is_an_error()
    {
        using var place = new VaultPlace();
        place.Write("file", "1");
        Run("sh", "-c", $"cd '{place.Source}'; n=$(printf '%0250d' 0); for i in $(seq 14); do mkdir $n; cd $n; done; mkdir -p $n/$n/$n/$n");

        var outcome = await place.Backup();

        Assert.Equal([36], outcome.Errors.Select(error => error.Code));
        Assert.Equal(1, outcome.FilesBackedUp);
    }

    [Fact]
    public void Errors_beyond_what_can_be_held_are_counted()
    {
        var errors = new ErrorList();
        for (var i = 0; i < ErrorList.Most + 3; i++)
        {
            errors.Add(new("p", 1, "m"));
        }
        Assert.Equal((ErrorList.Most + 1, "3 more errors are not listed"), (errors.ToList().Count, errors.ToList()[^1].Message));
    }

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}
