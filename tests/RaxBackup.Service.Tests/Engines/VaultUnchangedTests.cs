using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace RaxBackup.Service.Tests.Engines;

public sealed class VaultUnchangedTests
{
    [Fact]
    public async Task What_has_not_changed_is_not_read_again()
    {
        var disk = new FaultyDisk();
        using var place = new VaultPlace(disk);
        AwkwardTree.Make(place);
        var first = await place.Backup(1);
        disk.Opened.Clear();

        var second = await place.Backup(2);

        Assert.Empty(disk.Opened);
        Assert.Equal((first.FilesSearched, first.BytesSearched), (second.FilesSearched, second.BytesSearched));
        Assert.Equal((0, 0), (second.FilesBackedUp, second.BytesBackedUp));
        Assert.InRange(second.BytesStored, 1, 100_000);
        await place.Restore(2);
        Assert.Equal(TreePicture.Of(place.Source), TreePicture.Of(place.Restored("")));
    }

    [Fact]
    public async Task Only_what_changed_is_read()
    {
        var disk = new FaultyDisk();
        using var place = new VaultPlace(disk);
        place.Write("b/same", "same");
        var longer = place.Write("a", "1");
        var touched = place.Write("b/touched", "abc");
        var gone = place.Write("c", "gone");
        await place.Backup(1);
        disk.Opened.Clear();
        File.WriteAllText(longer, "12");
        File.WriteAllText(touched, "xyz");
        File.Delete(gone);
        var added = place.Write("b!", "new");

        var second = await place.Backup(2);

        Assert.Equal([longer, touched, added], disk.Opened);
        Assert.Equal((3, 8), (second.FilesBackedUp, second.BytesBackedUp));
        await place.Restore(2);
        Assert.Equal(TreePicture.Of(place.Source), TreePicture.Of(place.Restored("")));
        await place.Restore(1, to: place.Out + "1");
        Assert.Equal("gone", File.ReadAllText(place.Out + "1" + gone));
    }

    [Fact]
    public async Task A_change_that_keeps_size_and_time_of_last_write_is_seen()
    {
        using var place = new VaultPlace();
        var file = place.Write("a", "old");
        var time = File.GetLastWriteTimeUtc(file);
        await place.Backup(1);
        File.WriteAllText(file, "new");
        File.SetLastWriteTimeUtc(file, time);

        await place.Backup(2);
        await place.Restore(2);

        Assert.Equal("new", File.ReadAllText(place.Restored("a")));
    }

    [Fact]
    public async Task Only_a_backup_of_the_same_configuration_is_looked_at_but_blocks_are_shared_with_all()
    {
        var disk = new FaultyDisk();
        using var place = new VaultPlace(disk);
        place.Write("a", VaultPlace.Noise(3_000_000, 1));
        await place.Backup(1, configuration: 1);
        disk.Opened.Clear();

        var other = await place.Backup(2, configuration: 2);

        Assert.Single(disk.Opened);
        Assert.Equal((1, 3_000_000), (other.FilesBackedUp, other.BytesBackedUp));
        Assert.InRange(other.BytesStored, 1, 10_000);
    }

    [Fact]
    public async Task Identical_files_are_stored_once_and_text_is_packed()
    {
        using var place = new VaultPlace();
        var data = VaultPlace.Noise(2_000_000, 1);
        place.Write("1", data);
        place.Write("2", data);
        place.Write("text", string.Concat(Enumerable.Repeat("line after line after line\n", 100_000)));

        var outcome = await place.Backup();

        Assert.InRange(outcome.BytesStored, 2_000_000, 2_100_000);
        Assert.Equal(await place.Engine.StoredBytesAsync(default), place.Packs.Concat(place.Manifests).Sum(file => new FileInfo(file).Length));
    }

    [Fact]
    public async Task Bytes_put_in_at_the_front_do_not_store_the_rest_anew()
    {
        using var place = new VaultPlace();
        var data = VaultPlace.Noise(12_000_000, 1);
        place.Write("a", data);
        await place.Backup(1);
        place.Write("a", [1, 2, 3, .. data]);

        var second = await place.Backup(2);

        Assert.InRange(second.BytesStored, 1, 4_500_000);
    }

    [Fact]
    public async Task A_folder_that_became_a_file_and_the_reverse()
    {
        using var place = new VaultPlace();
        place.Write("x/inner", "1");
        var y = place.Write("y", "2");
        await place.Backup(1);
        Directory.Delete(Path.Combine(place.Source, "x"), true);
        File.Delete(y);
        place.Write("x", "now a file");
        place.Write("y/inner", "now a folder");

        await place.Backup(2);
        await place.Restore(2);

        Assert.Equal(TreePicture.Of(place.Source), TreePicture.Of(place.Restored("")));
    }
}
